package io.oeesuite.analytics.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads server-sent events on a thread of its own. */
final class EventStream implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;

    record Event(String name, String data) {}

    EventStream(String url) throws IOException, InterruptedException {
        this(HttpRequest.newBuilder(URI.create(url)));
    }

    EventStream(String url, String token) throws IOException, InterruptedException {
        this(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token));
    }

    private EventStream(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer =
                client.send(request.header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        lines = answer.body();
        Thread.ofVirtual().start(this::read);
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void read() {
        var event = new String[] {"", ""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event:")) {
                    event[0] = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    event[1] += line.substring("data:".length()).strip();
                } else if (line.isEmpty() && !event[0].isEmpty()) {
                    events.add(new Event(event[0], event[1]));
                    event[0] = "";
                    event[1] = "";
                }
            });
        } catch (java.io.UncheckedIOException closed) {
            // the test is over
        }
    }
}
