package io.oeesuite.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The MQTT broker: mutual TLS, the client id is the name in the certificate, the role decides on topics. */
final class BrokerServer implements Server {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String JSON_BASE =
            Optional.ofNullable(System.getenv("OEE_JSON_BASE_TOPIC")).orElse("iotflow");

    private final JavaProcess process;

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
        this.process = new JavaProcess(new JavaProcess.Command(
                name(),
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
    public String name() {
        return "MQTT broker";
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        process.start();
        try {
            process.awaitOutput("BROKER READY", LIMIT);
        } catch (LocalStackException failed) {
            process.kill();
            throw failed;
        }
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Path log() {
        return process.command().log();
    }
}
