package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Mosquitto with deploy/mosquitto/mosquitto.conf, in a folder of its own. */
final class BrokerNode implements AutoCloseable {

    final List<Integer> ports;
    private final Path folder;
    private final Path configuration;
    private Process process;

    BrokerNode(Path folder, SiteCertificates certificates, Path acl, List<Integer> ports) {
        this.folder = folder;
        this.ports = List.copyOf(ports);
        try {
            Files.createDirectories(folder.resolve("data"));
            Files.createFile(folder.resolve("passwords"));
            String text = Files.readString(Program.ROOT.resolve("deploy/mosquitto/mosquitto.conf"))
                    .replace("/mosquitto/certs/", certificates.folder() + "/")
                    .replace("/mosquitto/data/", folder.resolve("data") + "/")
                    .replace(
                            "/mosquitto/config/passwords",
                            folder.resolve("passwords").toString())
                    .replace("/mosquitto/config/acl", acl.toString())
                    .replaceAll("(?m)^crlfile .*$", "")
                    .replaceAll("(?m)^user .*$", "user " + System.getProperty("user.name"))
                    .replaceAll("(?m)^listener 1883$", "listener " + ports.get(0) + " 127.0.0.1")
                    .replaceAll("(?m)^listener 8883$", "listener " + ports.get(1) + " 127.0.0.1")
                    .replaceAll("(?m)^listener 9001$", "listener " + ports.get(2) + " 127.0.0.1");
            configuration = Files.writeString(folder.resolve("mosquitto.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of devices: TLS and a certificate. */
    int devices() {
        return ports.get(1);
    }

    void start() {
        process = Program.called("mosquitto").start(folder.resolve("log"), "-c", configuration.toString());
        await("the broker listens").atMost(20, TimeUnit.SECONDS).until(() -> {
            assertThat(process.isAlive()).as(log()).isTrue();
            return Dial.answers(devices());
        });
    }

    /** As systemd and Docker stop it: SIGTERM. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
