package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The suite's policy as files of brokers: what {@code ./oee policy} prints, without its build. */
final class Policy {

    private static final Path CLASSES = Program.ROOT.resolve("mqtt-access/target/classes");

    private Policy() {}

    /** A command line for scripts. */
    static String command() {
        return String.join(" ", line());
    }

    static Path emqx(Path file) {
        return print(file, List.of("emqx", "scada_PRIMARY-HOST"));
    }

    static Path mosquitto(Path file, List<String> clients) {
        return print(
                file, Stream.concat(Stream.of("mosquitto"), clients.stream()).toList());
    }

    private static Path print(Path file, List<String> words) {
        Program.Outcome outcome = new Program(Path.of(line().getFirst()), Map.of())
                .run(Stream.concat(line().stream().skip(1), words.stream()).toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.output()).isZero();
        try {
            return Files.writeString(file, outcome.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASSES.toString(),
                "io.oeesuite.mqttaccess.PolicyCommand");
    }
}
