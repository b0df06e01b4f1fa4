package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractStringAssert;

import static org.assertj.core.api.Assertions.assertThat;

/** A site with Mosquitto in a folder of its own, as {@code deploy/mqtt_manage.sh} runs it without Docker. */
final class SmallSite {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    final int internalPort;
    final int devicesPort;
    final int webSocketPort;

    SmallSite(Path parent) {
        List.of("mosquitto", "mosquitto_passwd", "mosquitto_pub", "openssl").forEach(Program::called);
        passable(parent);
        List<Integer> ports = Ports.free(3);
        folder = parent.resolve("site");
        internalPort = ports.get(0);
        devicesPort = ports.get(1);
        webSocketPort = ports.get(2);
        environment.put("OEE_MQTT_DIR", folder.toString());
        environment.put("MQTT_MODE", "native");
        environment.put("MQTT_SERVER_NAME", "localhost");
        environment.put("MQTT_PORT_INTERNAL", String.valueOf(internalPort));
        environment.put("MQTT_PORT_DEVICES", String.valueOf(devicesPort));
        environment.put("MQTT_PORT_WEBSOCKET", String.valueOf(webSocketPort));
        environment.put("MQTT_BIND_DEVICES", "127.0.0.1");
        environment.put("MQTT_BIND_WEBSOCKET", "127.0.0.1");
        environment.put("CREDENTIALS_DIR", parent.toString());
        environment.put("OEE_POLICY", Policy.command());
    }

    Path folder() {
        return folder;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Program.Outcome manage(String... words) {
        return Program.script("deploy/mqtt_manage.sh").with(environment).run(words);
    }

    /** Runs a verb that must succeed; gives what it said. */
    AbstractStringAssert<?> done(String... words) {
        Program.Outcome outcome = manage(words);
        assertThat(outcome.code())
                .as("%s: %s", String.join(" ", words), outcome.output())
                .isZero();
        return assertThat(outcome.output());
    }

    /** Who publishes with its certificate; the exit code of mosquitto_pub. */
    int publish(String id, String topic, String payload) {
        return client("mosquitto_pub", id, "-q", "1", "-t", topic, "-m", payload)
                .code();
    }

    Program.Outcome client(String program, String id, String... words) {
        Path certs = folder.resolve("certs");
        return Program.called(program)
                .run(concat(
                        List.of(
                                "-h",
                                "localhost",
                                "-p",
                                String.valueOf(devicesPort),
                                "--cafile",
                                certs.resolve("ca.crt").toString(),
                                "--cert",
                                certs.resolve("client_" + id + ".crt").toString(),
                                "--key",
                                certs.resolve("client_" + id + ".key").toString(),
                                "-i",
                                id),
                        words));
    }

    Program.Outcome withPassword(String program, int port, String id, String password, String... words) {
        return Program.called(program)
                .run(concat(
                        List.of(
                                "-h",
                                "localhost",
                                "-p",
                                String.valueOf(port),
                                "--cafile",
                                folder.resolve("certs/ca.crt").toString(),
                                "-i",
                                id,
                                "-u",
                                id,
                                "-P",
                                password),
                        words));
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker may run under an account of its own. */
    private static void passable(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] concat(List<String> first, String... then) {
        return Stream.concat(first.stream(), Stream.of(then)).toArray(String[]::new);
    }
}
