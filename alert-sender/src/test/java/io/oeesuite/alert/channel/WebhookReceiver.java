package io.oeesuite.alert.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;

/** Somebody who takes webhooks, or does not. */
public final class WebhookReceiver implements AutoCloseable {
    private static final String NOTHING = "\u0000";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final AtomicBoolean holding = new AtomicBoolean();
    private final HttpServer server;
    private volatile String unwanted = NOTHING;

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            int answer = new String(body, StandardCharsets.UTF_8).contains(unwanted) ? 404 : status.get();
            received.add(new Received(
                    body, headers.getFirst("X-OEE-Signature"), headers.getFirst("Idempotency-Key"), answer));
            if (holding.get()) {
                exchange.sendResponseHeaders(answer, 1_000);
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                return;
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    /**
     * One request.
     *
     * @param body not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(byte[] body, String signature, String id, int answered) {}

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
    }

    /** From now on. */
    public void answer(int httpStatus) {
        status.set(httpStatus);
    }

    /** From now on answers have a body that never ends. */
    public void holdBodies() {
        status.set(200);
        holding.set(true);
    }

    /** From now on requests that hold this text are answered 404; the empty text ends it. */
    public void doNotWant(String text) {
        unwanted = text.isEmpty() ? NOTHING : text;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
