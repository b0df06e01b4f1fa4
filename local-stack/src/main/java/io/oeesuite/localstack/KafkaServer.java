package io.oeesuite.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One Kafka node, broker and controller in one; topics exist only when somebody creates them. With certificates, clients come over mutual TLS and may do what
 * {@code deploy/kafka/access.csv} says.
 */
final class KafkaServer implements Server {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final JavaProcess process;

    KafkaServer(Path folder, int port, Path log, ServerSize size, Optional<Path> certificates) {
        this.port = port;
        this.process = new JavaProcess(new JavaProcess.Command(
                name(),
                ServerFiles.of("kafka").classPath(),
                "io.oeesuite.localstack.kafka.KafkaNode",
                size.kafka(),
                Stream.concat(
                                Stream.of(folder.toString(), String.valueOf(port)),
                                certificates.map(Path::toString).stream())
                        .toList(),
                Map.of(),
                log));
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        process.start();
        try {
            process.awaitOutput("KAFKA READY", LIMIT);
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
