package io.oeesuite.systemtests.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.apache.kafka.tools.StreamsResetter;

/** {@code kafka-topics.sh} and others, as Kafka's own distribution has them. */
final class KafkaPrograms {
    private static final Map<String, String> PROGRAMS = Map.of(
            "kafka-streams-application-reset.sh",
            StreamsResetter.class.getName(),
            "kafka-topics.sh",
            "org.apache.kafka.tools.TopicCommand");

    private KafkaPrograms() {}

    /** @return the folder, for the PATH */
    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            Path file = Files.writeString(
                    folder.resolve(program.getKey()),
                    "#!/bin/sh\nexec \"%s/bin/java\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                            .formatted(System.getProperty("java.home"), classPath(), program.getValue()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** The programs, and what the server of local-stack consists of. */
    private static String classPath() {
        try (InputStream server = KafkaPrograms.class.getResourceAsStream("/io/oeesuite/localstack/kafka.classpath")) {
            Path tools = Path.of(StreamsResetter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return tools + ":" + new String(server.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
