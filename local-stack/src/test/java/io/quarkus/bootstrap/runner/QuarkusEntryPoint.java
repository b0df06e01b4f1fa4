package io.quarkus.bootstrap.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/** Stands in for a packaged service: one that never gets ready, and says why. */
public final class QuarkusEntryPoint {

    private static final byte[] PAGE = """
            {"status": "DOWN", "checks": [
              {"name": "broker", "status": "DOWN", "data": {"problem": "unknown CA"}}]}
            """.getBytes(StandardCharsets.UTF_8);

    private QuarkusEntryPoint() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(503, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
        });
        server.start();
    }
}
