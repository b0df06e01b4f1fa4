package io.oeesuite.simulator.link;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.oeesuite.simulator.edge.EdgeMessage;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;

/** The stretch between an edge node and its connection where things go wrong when a fault is on. Not thread-safe: used on the node's executor. */
final class FaultLine {

    private static final Duration LONGEST_SWAP = Duration.ofMillis(500);
    private static final byte[] GARBAGE = {0x08, (byte) 0xFF, (byte) 0xFF, 0x12, 0x7F, 0x01, (byte) 0xC0, (byte) 0xDE};

    private final Uplink uplink;
    private final Executor executor;
    private final Delay delay;
    private volatile Map<Fault, FaultSetting> faults = Map.of();
    private Optional<Runnable> held = Optional.empty();
    private long count;
    private int connection;

    FaultLine(Uplink uplink, Executor executor, Delay delay) {
        this.uplink = uplink;
        this.executor = executor;
        this.delay = delay;
    }

    void set(Fault fault, Optional<FaultSetting> setting) {
        Map<Fault, FaultSetting> changed = new EnumMap<>(Fault.class);
        changed.putAll(faults);
        setting.ifPresentOrElse(on -> changed.put(fault, on), () -> changed.remove(fault));
        faults = Map.copyOf(changed);
    }

    Map<Fault, FaultSetting> faults() {
        return faults;
    }

    /** The connection is gone: what was held back must not turn up in the next one. */
    void end() {
        connection++;
        held = Optional.empty();
    }

    /** Births and deaths: only the clock can be wrong. */
    CompletionStage<Void> sendBirth(EdgeMessage message) {
        return publish(message);
    }

    CompletionStage<Void> sendData(EdgeMessage message) {
        count++;
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        if (strikes(Fault.GAPS)) {
            arrived.completeExceptionally(new WithheldException());
            return arrived;
        }
        boolean twice = strikes(Fault.DUPLICATES);
        boolean garbled = strikes(Fault.MALFORMED_PAYLOAD);
        int sentOn = connection;
        Runnable send = () -> {
            if (sentOn == connection) {
                send(message, twice, garbled, arrived);
            }
        };
        if (faults.containsKey(Fault.LATE_DATA)) {
            Duration lateness = faults.get(Fault.LATE_DATA).amount();
            delay.after(lateness, () -> executor.execute(send));
            return arrived;
        }
        if (strikes(Fault.REORDERING) && held.isEmpty()) {
            held = Optional.of(send);
            delay.after(LONGEST_SWAP, () -> executor.execute(this::release));
            return arrived;
        }
        send.run();
        release();
        return arrived;
    }

    /** The message as it goes over the wire; from any thread. */
    byte[] encode(EdgeMessage message) {
        return SparkplugEncoder.encode(skewed(message.payload()));
    }

    private void send(EdgeMessage message, boolean twice, boolean garbled, CompletableFuture<Void> arrived) {
        CompletionStage<Void> sent = publish(message);
        if (twice) {
            sent = sent.thenCombine(publish(message), (first, second) -> null);
        }
        if (garbled) {
            uplink.publish(message.topic().toString(), GARBAGE);
        }
        sent.whenComplete((nothing, problem) -> {
            if (problem == null) {
                arrived.complete(null);
            } else {
                arrived.completeExceptionally(problem);
            }
        });
    }

    private void release() {
        Optional<Runnable> waiting = held;
        held = Optional.empty();
        waiting.ifPresent(Runnable::run);
    }

    private CompletionStage<Void> publish(EdgeMessage message) {
        return uplink.publish(message.topic().toString(), encode(message));
    }

    private boolean strikes(Fault fault) {
        FaultSetting setting = faults.get(fault);
        return setting != null && count % setting.every() == 0;
    }

    private Payload skewed(Payload payload) {
        FaultSetting skew = faults.get(Fault.CLOCK_SKEW);
        if (skew == null) {
            return payload;
        }
        long wrong = skew.amount().toMillis();
        return new Payload(
                shift(payload.timestamp(), wrong),
                payload.metrics().stream().map(metric -> skewed(metric, wrong)).toList(),
                payload.seq(),
                payload.uuid(),
                payload.body());
    }

    private static Metric skewed(Metric metric, long wrong) {
        OptionalLong shifted = shift(metric.timestamp(), wrong);
        return shifted.isPresent() ? metric.withTimestamp(shifted.getAsLong()) : metric;
    }

    private static OptionalLong shift(OptionalLong time, long wrong) {
        return time.isPresent() ? OptionalLong.of(Math.max(0, time.getAsLong() + wrong)) : time;
    }

    /** The message was swallowed by the fault `gaps`. */
    static final class WithheldException extends RuntimeException {

        private static final long serialVersionUID = 1;

        WithheldException() {
            super("withheld by the fault `gaps`", null, false, false);
        }
    }
}
