package io.oeesuite.systemtests.policy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.PolicySettings;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.restassured.path.json.JsonPath;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers a broker's questions about the devices of the table, over HTTP, as auth-service would if they were on its record. */
final class RecordedAnswers implements AutoCloseable {

    private final AccessCases table;
    private final AccessPolicy policy = new AccessPolicy(PolicySettings.defaults());
    private final AtomicInteger questions = new AtomicInteger();
    private final HttpServer server;

    RecordedAnswers(AccessCases table) throws IOException {
        this.table = table;
        // the first reading of JSON takes longer than a broker waits
        JsonPath.from("{\"result\":\"ready\"}").getString("result");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/mqtt/authenticate",
                exchange -> answer(exchange, said -> table.devices().containsKey(said.getString("clientid"))));
        server.createContext("/mqtt/authorize", exchange -> answer(exchange, this::isAuthorized));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private boolean isAuthorized(JsonPath said) {
        var client = table.client(said.getString("clientid"));
        String topic = said.getString("topic");
        return switch (said.getString("action")) {
            case "publish" -> policy.publish(client, topic).isAllowed();
            case "subscribe" -> policy.subscribe(client, topic).isAllowed();
            default -> throw new IllegalArgumentException(said.prettify());
        };
    }

    private void answer(HttpExchange exchange, Predicate<JsonPath> allowed) throws IOException {
        questions.incrementAndGet();
        JsonPath said = JsonPath.from(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] answer = (allowed.test(said) ? "{\"result\":\"allow\"}" : "{\"result\":\"deny\"}").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
        }
    }
}
