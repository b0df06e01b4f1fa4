package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What runs, for {@code ./oee status} and {@code ./oee stop}: processes by their id and the moment they started, so that
 * an id which the system has given to somebody else since is not taken for ours.
 */
record RunFile(Path file) {

    private static final String SUPERVISOR = "supervisor";
    private static final String READY = "ready";
    private static final String PROCESS = "process.";
    private static final String HEALTH = "health.";

    static RunFile of(DemoFolder folder) {
        return new RunFile(folder.local().resolve("demo.properties"));
    }

    /** @param health the health page of those that have one */
    record Run(boolean ready, Map<String, ProcessHandle> processes, Map<String, String> health) {}

    /** The run of a supervisor that lives. */
    Optional<Run> read() {
        Properties properties = load();
        if (handle(properties.getProperty(PROCESS + SUPERVISOR)).isEmpty()) {
            return Optional.empty();
        }
        Map<String, ProcessHandle> processes = new TreeMap<>();
        Map<String, String> health = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> {
            if (key.startsWith(PROCESS)) {
                handle(properties.getProperty(key))
                        .ifPresent(process -> processes.put(key.substring(PROCESS.length()), process));
            }
            if (key.startsWith(HEALTH)) {
                health.put(key.substring(HEALTH.length()), properties.getProperty(key));
            }
        });
        return Optional.of(new Run(properties.containsKey(READY), processes, health));
    }

    /** The supervisor of the run, which ends everything else when it ends. */
    Optional<ProcessHandle> supervisor() {
        return read().map(run -> run.processes().get(SUPERVISOR));
    }

    /** This process is the supervisor from now on. */
    void begin() {
        Properties properties = new Properties();
        properties.setProperty(
                PROCESS + SUPERVISOR, text(ProcessHandle.current().pid()));
        store(properties);
    }

    void add(String name, long pid, Optional<String> health) {
        Properties properties = load();
        properties.setProperty(PROCESS + name, text(pid));
        health.ifPresent(page -> properties.setProperty(HEALTH + name, page));
        store(properties);
    }

    void ready() {
        Properties properties = load();
        properties.setProperty(READY, "true");
        store(properties);
    }

    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties load() {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    private void store(Properties properties) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling("demo.properties.new");
            try (Writer writer = Files.newBufferedWriter(partial)) {
                properties.store(writer, "the running demo; ./oee stop ends it");
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(long pid) {
        String started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toString)
                .orElse("");
        return pid + " " + started;
    }

    private static Optional<ProcessHandle> handle(String text) {
        if (text == null) {
            return Optional.empty();
        }
        long pid = Long.parseLong(text.substring(0, text.indexOf(' ')));
        return ProcessHandle.of(pid).filter(process -> text.equals(text(pid)));
    }
}
