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
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs, for {@code ./oee status} and {@code ./oee stop}: processes by their id and the moment they started, so that
 * an id which the system has given to somebody else since is not taken for ours.
 */
record RunFile(Path file) {

    private static final String SUPERVISOR = "supervisor";
    private static final String READY = "ready";
    private static final String PROCESS = "process.";
    private static final String HEALTH = "health.";
    private static final String BROKER = "broker";
    private static final String BROKER_PORT = "broker.port";

    static RunFile of(DemoFolder folder) {
        return new RunFile(folder.local().resolve("demo.properties"));
    }

    /**
     * A run as it is now.
     *
     * @param processes those that live
     * @param ended the names of those that do not
     * @param health the health page of those that have one
     */
    record Run(boolean ready, Map<String, ProcessHandle> processes, Set<String> ended, Map<String, String> health) {}

    /** The run of a supervisor that lives. */
    Optional<Run> read() {
        Properties properties = load();
        if (handle(properties.getProperty(PROCESS + SUPERVISOR)).isEmpty()) {
            return Optional.empty();
        }
        Map<String, ProcessHandle> processes = new TreeMap<>();
        Set<String> ended = new TreeSet<>();
        Map<String, String> health = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> {
            if (key.startsWith(PROCESS)) {
                String name = key.substring(PROCESS.length());
                handle(properties.getProperty(key))
                        .ifPresentOrElse(process -> processes.put(name, process), () -> ended.add(name));
            }
            if (key.startsWith(HEALTH)) {
                health.put(key.substring(HEALTH.length()), properties.getProperty(key));
            }
        });
        return Optional.of(new Run(properties.containsKey(READY), processes, ended, health));
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

    /**
     * Notes the broker, for who comes after the services, such as {@code ./oee replay}.
     *
     * @param port of our own; empty: one of the user's
     */
    void broker(OptionalInt port) {
        Properties properties = load();
        properties.setProperty(BROKER, port.isPresent() ? "local" : "external");
        port.ifPresent(own -> properties.setProperty(BROKER_PORT, String.valueOf(own)));
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
