package io.oeesuite.systemtests.policy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.FreePort;
import io.oeesuite.systemtests.suite.InstalledProgram;

import static org.awaitility.Awaitility.await;

/** A real Mosquitto with an access file: a listener that believes the user name, and one with mutual TLS. */
public final class Mosquitto implements AutoCloseable {

    public static final InstalledProgram PROGRAM = new InstalledProgram("mosquitto");

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final int plainPort = FreePort.next();
    private final int tlsPort = FreePort.next();
    private final Path file;
    private final Path log;
    private volatile Process process;

    /** Returns when it answers. */
    public Mosquitto(Path folder, String acl, Certificates certificates) throws IOException {
        Path aclFile = Files.writeString(folder.resolve("aclfile"), acl);
        String configuration = """
                per_listener_settings true
                user root
                max_queued_messages 0

                listener %1$d 127.0.0.1
                allow_anonymous true
                acl_file %3$s

                listener %2$d 127.0.0.1
                cafile %4$s/ca.crt
                certfile %4$s/server.crt
                keyfile %4$s/server.key
                require_certificate true
                use_identity_as_username true
                use_username_as_clientid true
                allow_anonymous false
                acl_file %3$s
                """.formatted(plainPort, tlsPort, aclFile, certificates.folder());
        file = Files.writeString(folder.resolve("mosquitto.conf"), configuration);
        log = folder.resolve("mosquitto.log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        start();
    }

    /** Returns when it answers, on the same ports as before. */
    public void start() throws IOException {
        process = new ProcessBuilder(PROGRAM.path().toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(LIMIT).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            return answers(plainPort) && answers(tlsPort);
        });
    }

    /** SIGKILL. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    int plainPort() {
        return plainPort;
    }

    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
