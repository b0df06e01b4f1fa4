package io.oeesuite.simulator.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;

/** An uplink whose broker does what the test says. */
final class FakeUplink implements Uplink {

    final List<Sent> sent = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    Listener listener;
    Farewell will;
    int brokers = 1;
    boolean acknowledging = true;

    /** The broker accepts the connection. */
    void accept(String broker) {
        will = listener.will();
        listener.connected(broker);
    }

    void lose() {
        sent.stream()
                .filter(message -> !message.arrival.isDone())
                .forEach(
                        message -> message.arrival.completeExceptionally(new IllegalStateException("connection lost")));
        listener.lost("cable cut");
    }

    @Override
    public void open(Listener newListener, int skip) {
        calls.add("open+" + skip);
        listener = newListener;
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload) {
        Sent message = new Sent(topic, Bytes.of(payload), new CompletableFuture<>());
        sent.add(message);
        if (acknowledging) {
            message.arrival.complete(null);
        }
        return message.arrival;
    }

    @Override
    public CompletionStage<Void> leave(Farewell farewell) {
        calls.add("leave " + farewell.topic());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> leave() {
        calls.add("leave");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> drop() {
        calls.add("drop");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public int brokers() {
        return brokers;
    }

    List<String> topics() {
        return sent.stream().map(Sent::topic).toList();
    }

    /** A published message. */
    record Sent(String topic, Bytes bytes, CompletableFuture<Void> arrival) {

        Payload payload() {
            try {
                return new SparkplugDecoder().decode(bytes.toArray());
            } catch (MalformedPayloadException malformed) {
                throw new AssertionError(malformed);
            }
        }

        boolean isMalformed() {
            try {
                new SparkplugDecoder().decode(bytes.toArray());
                return false;
            } catch (MalformedPayloadException malformed) {
                return true;
            }
        }
    }
}
