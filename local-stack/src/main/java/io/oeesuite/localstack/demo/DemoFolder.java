package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code .local} of a clone, where all that the demo writes lies. */
record DemoFolder(Path root) {

    Path local() {
        return root.resolve(".local");
    }

    Path certificates() {
        return local().resolve("certs");
    }

    Path logs() {
        return local().resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** What a service keeps between starts. */
    Path state(String service) {
        return local().resolve("state").resolve(service);
    }

    /** The packaged form of a service. */
    Path application(String module) {
        return root.resolve(module).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
    }

    /** As people in the clone would write it. */
    String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    /** The logs of the start before this one are kept, those before it are not. */
    void shelveLogs() {
        Path previous = logs().resolve("previous");
        try {
            Files.createDirectories(previous);
            try (Stream<Path> files = Files.list(logs())) {
                for (Path log : files.filter(Files::isRegularFile).toList()) {
                    if (!log.getFileName().toString().equals("demo.log")) {
                        Files.move(log, previous.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all data. Certificates stay: others may be using theirs. */
    void wipe() {
        List.of("kafka", "postgres", "broker", "state").forEach(name -> delete(local().resolve(name)));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
