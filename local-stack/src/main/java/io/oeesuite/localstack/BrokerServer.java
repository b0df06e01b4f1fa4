package io.oeesuite.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The MQTT broker: mutual TLS, the client id is the name in the certificate, the role decides on topics. */
final class BrokerServer extends JavaServer {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String JSON_BASE =
            Optional.ofNullable(System.getenv("OEE_JSON_BASE_TOPIC")).orElse("iotflow");

    BrokerServer(
            Path folder,
            Path certificates,
            Listeners listeners,
            StackOptions.BrokerAccess access,
            Path log,
            ServerSize size) {
        List<String> arguments = Stream.of(
                        folder,
                        certificates,
                        listeners.tls(),
                        listeners.plain(),
                        listeners.webSocket(),
                        listeners.passwords(),
                        access.authService().map(URI::toString).orElse(""),
                        access.rolesToo(),
                        JSON_BASE)
                .map(String::valueOf)
                .toList();
        super(new JavaProcess.Command(
                "MQTT broker",
                ServerFiles.of("broker").classPath(),
                "io.oeesuite.localstack.broker.MqttBroker",
                size.broker(),
                arguments,
                access.secret()
                        .map(secret -> Map.of("OEE_AUTH_BROKER_SECRET", secret))
                        .orElse(Map.of()),
                log));
    }

    /** Ports; 0 for a listener that is not wanted. */
    record Listeners(int tls, int plain, int webSocket, int passwords) {}

    @Override
    protected void awaitAnswer(JavaProcess process) {
        process.awaitOutput("BROKER READY", LIMIT);
    }
}
