package io.oeesuite.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keycloak as it is started: its own build step, half a minute long, has been done with what this suite uses of it. Once per version, JDK,
 * choice of features, and clean build of the module.
 *
 * @param unpacked the distribution, which is never changed
 * @param home of the built one
 */
record KeycloakBuild(Path unpacked, Path home) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What is left out makes it smaller, quicker to start, and harder to attack. */
    private static final List<String> OPTIONS = List.of(
            "--db=dev-file",
            "--features-disabled="
                    + String.join(
                            ",",
                            "admin-fine-grained-authz",
                            "authorization",
                            "ciba",
                            "client-policies",
                            "device-flow",
                            "docker",
                            "impersonation",
                            "jwt-authorization-grant",
                            "kerberos",
                            "organization",
                            "par",
                            "passkeys",
                            "recovery-codes",
                            "spiffe",
                            "step-up-authentication",
                            "token-exchange-standard",
                            "update-email",
                            "web-authn",
                            "workflows"));

    static KeycloakBuild of(ServerFiles files) {
        // lib/quarkus-run.jar
        Path unpacked = files.jars().getFirst().getParent().getParent();
        String key = unpacked.getFileName() + "-jdk" + Runtime.version().feature() + "-"
                + Integer.toHexString(OPTIONS.hashCode());
        return new KeycloakBuild(unpacked, files.buildFolder().resolve(key));
    }

    Path program() {
        return program(home);
    }

    /**
     * Builds it if nobody has yet.
     *
     * @throws LocalStackException with the end of the log when that fails
     */
    void make(Path log) {
        if (Files.exists(home)) {
            return;
        }
        try {
            Path partial = Files.createTempDirectory(home.getParent(), "building-");
            prepare(partial);
            JavaProcess build = new JavaProcess(new JavaProcess.Command(
                    "Building Keycloak",
                    List.of(program(partial)),
                    KeycloakServer.MAIN,
                    Stream.concat(
                                    Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"),
                                    KeycloakServer.options(partial).stream())
                            .toList(),
                    Stream.concat(Stream.of("build"), OPTIONS.stream()).toList(),
                    Map.of(),
                    log));
            build.start();
            build.awaitEnd(LIMIT);
            moveUnlessThere(partial, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what the build writes is copied. */
    private void prepare(Path target) throws IOException {
        for (String same : List.of("conf", "providers", "themes")) {
            Files.createSymbolicLink(target.resolve(same), unpacked.resolve(same));
        }
        Path library = Files.createDirectory(target.resolve("lib"));
        for (String same : List.of("lib", "app")) {
            Files.createSymbolicLink(
                    library.resolve(same), unpacked.resolve("lib").resolve(same));
        }
        Files.copy(program(unpacked), program(target));
        Path written = Files.createDirectory(library.resolve("quarkus"));
        try (Stream<Path> files = Files.list(unpacked.resolve("lib/quarkus"))) {
            for (Path file : files.toList()) {
                Files.copy(file, written.resolve(file.getFileName()));
            }
        }
    }

    private static Path program(Path home) {
        return home.resolve("lib").resolve("quarkus-run.jar");
    }

    private static void moveUnlessThere(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException somebodyWasFaster) {
            if (!Files.exists(target)) {
                throw somebodyWasFaster;
            }
            TemporaryFolder.delete(partial);
        }
    }
}
