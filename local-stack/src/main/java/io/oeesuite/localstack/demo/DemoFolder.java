package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param root the clone
 * @param local all that the demo writes lies there
 */
record DemoFolder(Path root, Path local) {

    private static final String MOVED = "OEE_LOCAL_DIR";

    /** {@code .local} of the clone. */
    DemoFolder(Path root) {
        this(root, root.resolve(".local"));
    }

    /** {@code .local} of the clone, or the folder that the environment names, for a demo beside another one. */
    static DemoFolder of(Path root, Map<String, String> environment) {
        String moved = environment.getOrDefault(MOVED, "");
        return moved.isBlank()
                ? new DemoFolder(root)
                : new DemoFolder(root, Path.of(moved).toAbsolutePath().normalize());
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
        List.of("kafka", "postgres", "broker", "keycloak", "state").forEach(name -> delete(local().resolve(name)));
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
