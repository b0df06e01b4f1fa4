package io.oeesuite.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** In auth-service's place: answers as the test wants, and remembers what it was asked. */
final class AnsweringAuthService implements AutoCloseable {

    /** @param body JSON, as it came */
    record Question(String path, String body) {

        boolean says(String key, String value) {
            return body.contains("\"" + key + "\":\"" + value + "\"");
        }
    }

    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile Predicate<Question> allowed = question -> false;
    private volatile int status = 200;
    private volatile String garbage = "";

    AnsweringAuthService() throws IOException {
        start(0);
    }

    /** On the port it had before. */
    void startAgain() throws IOException {
        start(server.getAddress().getPort());
    }

    private void start(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on; forgets the questions. */
    void allow(Predicate<Question> which) {
        allowed = which;
        status = 200;
        garbage = "";
        questions.clear();
    }

    /** Allows with this status, which is no answer unless it is 200. */
    void answerWithStatus(int other) {
        allow(question -> true);
        status = other;
    }

    void answerWith(String body) {
        allow(question -> true);
        garbage = body;
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Question question = new Question(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            questions.add(question);
            String answer = allowed.test(question) ? "{\"result\":\"allow\"}" : "{\"result\":\"deny\"}";
            byte[] body = (garbage.isEmpty() ? answer : garbage).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
