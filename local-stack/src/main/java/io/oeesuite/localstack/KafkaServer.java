package io.oeesuite.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One Kafka node, broker and controller in one; topics exist only when somebody creates them. */
final class KafkaServer implements Server {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final JavaProcess process;

    KafkaServer(Path folder, int port, Path log, ServerSize size) {
        this.port = port;
        this.process = new JavaProcess(new JavaProcess.Command(
                name(),
                ServerFiles.of("kafka").classPath(),
                "io.oeesuite.localstack.kafka.KafkaNode",
                size.kafka(),
                List.of(folder.toString(), String.valueOf(port)),
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
