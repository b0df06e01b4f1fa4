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
final class KafkaServer extends JavaServer {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final int port;

    KafkaServer(Path folder, int port, Path log, ServerSize size, Optional<Path> certificates) {
        super(new JavaProcess.Command(
                "Kafka",
                ServerFiles.of("kafka").classPath(),
                "io.oeesuite.localstack.kafka.KafkaNode",
                size.kafka(),
                Stream.concat(
                                Stream.of(folder.toString(), String.valueOf(port)),
                                certificates.map(Path::toString).stream())
                        .toList(),
                Map.of(),
                log));
        this.port = port;
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected void awaitAnswer(JavaProcess process) {
        process.awaitOutput("KAFKA READY", LIMIT);
    }
}
