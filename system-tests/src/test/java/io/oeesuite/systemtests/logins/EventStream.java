package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that the live stream of the board tells somebody, as long as it is open. */
final class EventStream implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final InputStream body;

    private EventStream(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    static EventStream open(URI service, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/api/v1/live"))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("No stream: " + response.statusCode());
        }
        return new EventStream(response.body());
    }

    /** How many lines have named this site. */
    long changesOf(String site) {
        return lines.stream().filter(line -> line.contains(site)).count();
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private void read() {
        Scanner scanner = new Scanner(body, StandardCharsets.UTF_8);
        while (scanner.hasNextLine()) {
            lines.add(scanner.nextLine());
        }
    }
}
