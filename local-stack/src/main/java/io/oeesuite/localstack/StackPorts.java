package io.oeesuite.localstack;

import java.util.stream.IntStream;

/** Ports on 127.0.0.1; 0 stands for any free one. */
public record StackPorts(int kafka, int postgres, int mqtt, int mqttPlain, int webSocket, int keycloak) {

    public static final StackPorts RANDOM = new StackPorts(0, 0, 0, 0, 0, 0);

    public StackPorts {
        IntStream.of(kafka, postgres, mqtt, mqttPlain, webSocket, keycloak).forEach(port -> {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("Not a port: " + port);
            }
        });
    }

    /** Every listener that is wanted has a port; those that are not keep 0. */
    StackPorts chosen(StackOptions options) {
        return new StackPorts(
                choose(kafka, options.servers().contains(ServerKind.KAFKA)),
                choose(postgres, options.servers().contains(ServerKind.POSTGRES)),
                choose(mqtt, options.servers().contains(ServerKind.BROKER)),
                choose(mqttPlain, options.plain()),
                choose(webSocket, options.webSocket()),
                choose(keycloak, options.servers().contains(ServerKind.KEYCLOAK)));
    }

    private static int choose(int port, boolean wanted) {
        if (!wanted) {
            return 0;
        }
        return port == 0 ? FreePort.next() : port;
    }
}
