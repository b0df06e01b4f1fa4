package io.oeesuite.localstack.broker;

import java.nio.file.Path;

/**
 * Where the broker keeps its data and where it listens, all on 127.0.0.1.
 *
 * @param folder made if it is not there
 * @param certificates holds {@code ca.crt}, {@code server.crt} and {@code server.key}
 * @param port mutual TLS
 * @param plainPort without TLS, 0 for none
 * @param webSocketPort WebSocket over mutual TLS, 0 for none
 */
record BrokerSettings(Path folder, Path certificates, int port, int plainPort, int webSocketPort) {

    static BrokerSettings of(String[] arguments) {
        return new BrokerSettings(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
    }
}
