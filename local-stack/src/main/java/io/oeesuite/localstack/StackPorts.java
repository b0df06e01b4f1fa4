package io.oeesuite.localstack;

import java.util.stream.IntStream;

/** Ports on 127.0.0.1; 0 stands for any free one. */
public record StackPorts(int kafka, int postgres, int mqtt, int mqttPlain, int webSocket) {

    public static final StackPorts RANDOM = new StackPorts(0, 0, 0, 0, 0);

    public StackPorts {
        IntStream.of(kafka, postgres, mqtt, mqttPlain, webSocket).forEach(port -> {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("Not a port: " + port);
            }
        });
    }

    StackPorts chosen() {
        return new StackPorts(choose(kafka), choose(postgres), choose(mqtt), choose(mqttPlain), choose(webSocket));
    }

    private static int choose(int port) {
        return port == 0 ? FreePort.next() : port;
    }
}
