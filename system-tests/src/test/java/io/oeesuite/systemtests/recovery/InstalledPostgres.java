package io.oeesuite.systemtests.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.systemtests.suite.InstalledProgram;

import static org.awaitility.Awaitility.await;

/**
 * The PostgreSQL of this machine, with its own pg_dump: that of local-stack comes without, and an older pg_dump refuses it. Roles, rights and TLS are those of
 * deploy/docker-compose.yml.
 */
final class InstalledPostgres implements AutoCloseable {
    private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final Path certificates;
    private final int port = FreePort.next();
    private final Map<String, String> passwords = Map.of(
            "OWNER_PASSWORD", password(),
            "OEE_PASSWORD", password(),
            "AUTH_PASSWORD", password(),
            "KEYCLOAK_PASSWORD", password(),
            "READER_PASSWORD", password());
    private Process server;

    private InstalledPostgres(Path programs, Path folder, Path certificates) {
        this.programs = programs;
        this.folder = folder;
        this.certificates = certificates;
    }

    /** Skips the test, visibly, where there is none; a build server must have it. */
    static void need() {
        InstalledProgram.need("postgresql", newest().isPresent());
    }

    /** @param folder empty, and short enough for the name of a socket in it */
    static InstalledPostgres start(Path folder, Path certificates) throws IOException {
        InstalledPostgres postgres = new InstalledPostgres(newest().orElseThrow(), folder, certificates);
        postgres.begin();
        return postgres;
    }

    /** The server is gone with all that it had; a new one is in its place, as it is after the first start. */
    void lose() throws IOException {
        close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        begin();
    }

    /** What tells a service where it is. */
    Map<String, String> environment(String user, String password) {
        return Map.of(
                "POSTGRES_HOST",
                "localhost",
                "POSTGRES_PORT",
                String.valueOf(port),
                "POSTGRES_DB",
                "oee",
                "POSTGRES_USER",
                user,
                "POSTGRES_PASSWORD",
                passwords.get(password),
                "POSTGRES_USE_TLS",
                "true",
                "POSTGRES_CA_CERTS",
                certificates.resolve("ca.crt").toString());
    }

    /** What tells PostgreSQL's own programs where it is, as this user. */
    Map<String, String> clientEnvironment(String user, String password) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put("PGHOST", "localhost");
        environment.put("PGPORT", String.valueOf(port));
        environment.put("PGUSER", user);
        environment.put("PGPASSWORD", passwords.get(password));
        environment.put("PGSSLMODE", "verify-full");
        environment.put("PGSSLROOTCERT", certificates.resolve("ca.crt").toString());
        return environment;
    }

    @Override
    public void close() throws IOException {
        server.getOutputStream().close();
        try {
            if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() throws IOException {
        Files.createDirectories(folder);
        Path script = folder.resolve("installed-postgres.sh");
        try (InputStream content = InstalledPostgres.class.getResourceAsStream("installed-postgres.sh")) {
            Files.write(script, content.readAllBytes());
        }
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        script.toString(),
                        programs.toString(),
                        folder.toString(),
                        String.valueOf(port),
                        certificates.toString(),
                        DEPLOY.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(passwords);
        server = builder.start();
        await().atMost(LIMIT).until(() -> {
            String said = Files.readString(output);
            if (!server.isAlive()) {
                throw new IllegalStateException("PostgreSQL did not start: " + said);
            }
            return said.contains("POSTGRES READY");
        });
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> List.of("postgres", "initdb", "psql", "pg_dump", "pg_restore").stream()
                            .allMatch(program -> Files.isExecutable(programs.resolve(program))))
                    .max(Comparator.comparingInt(programs ->
                            Integer.parseInt(programs.getParent().getFileName().toString())));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String password() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
