package io.oeesuite.systemtests.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A program of the distribution that a test runs. */
public record InstalledProgram(String name) {

    /** Skips the test, visibly, where it is missing; a build server must have it. */
    public void need() {
        need(name, find().isPresent());
    }

    /** The same for what is no program on the PATH. */
    public static void need(String name, boolean there) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(name + " is missing; .ci/run installs what the tests need");
        }
        assumeTrue(there, name + " is not installed");
    }

    /** @throws IllegalStateException where it is missing */
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    /** Debian keeps servers where users do not look. */
    private Optional<Path> find() {
        return Stream.of((System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
