package io.oeesuite.deploytests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the builder of images is given. No base image can be had where this is built: in the builder's place stands a program that remembers what it was told and what it saw. */
class ImagesTest {

    private static final String BUILDER = """
            #!/bin/sh
            [ ! -f "$(dirname "$0")/broken" ] || exit 1
            printf '%s\\n' "$@" >"$(dirname "$0")/told"
            for context; do :; done
            cd "$context" && find . -type f | sort >"$(dirname "$0")/context"
            """;

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void aPackagedService() throws IOException {
        Path builder = Files.writeString(folder.resolve("docker"), BUILDER);
        Files.setPosixFilePermissions(builder, PosixFilePermissions.fromString("rwxr-xr-x"));
        target = Files.createDirectories(folder.resolve("target"));
        Files.createDirectories(target.resolve("quarkus-app/lib"));
        Files.writeString(target.resolve("quarkus-app/quarkus-run.jar"), "jar");
        Files.writeString(target.resolve("quarkus-app/lib/a.jar"), "jar");
        Files.writeString(target.resolve("bom.json"), "{}");
        Files.writeString(target.resolve("ingest-service-0.1.0-runner"), "executable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void nobodyIsRootAndBasesArePinned(String kind) throws IOException {
        String file = Files.readString(Program.ROOT.resolve("deploy/images/" + kind + ".Dockerfile"));

        assertThat(file).containsPattern("(?m)^ARG BASE=\\S+:\\d+\\.\\d+\\S*$").doesNotContain("latest");
        assertThat(file.lines().filter(line -> line.startsWith("FROM "))).allMatch(line -> line.contains("${BASE}"));
        assertThat(Pattern.compile("(?m)^USER (.*)$").matcher(file).results().map(match -> match.group(1)))
                .containsExactly("10001:10001");
        assertThat(file.indexOf("USER 10001"))
                .as("nothing is done after that")
                .isGreaterThan(file.lastIndexOf("\nRUN "));
        assertThat(file)
                .contains(
                        "org.opencontainers.image.revision=\"${REVISION}\"",
                        "org.opencontainers.image.version=\"${VERSION}\"",
                        "io.oeesuite.bom=\"/app/bom.json\"")
                .contains("COPY bom.json ./");
    }

    @Test
    void theBuilderSeesThePackageAndItsBillOfMaterialsOnly() throws IOException {
        Program.Outcome outcome = build("jvm", Map.of());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).endsWith("oee-suite/ingest-service:1.2.3\n");
        assertThat(Files.readAllLines(folder.resolve("context")))
                .containsExactly("./bom.json", "./quarkus-app/lib/a.jar", "./quarkus-app/quarkus-run.jar");
        assertThat(told())
                .startsWith("build", "--pull")
                .contains(
                        Program.ROOT.resolve("deploy/images/jvm.Dockerfile").toString(),
                        "SERVICE=ingest-service",
                        "VERSION=1.2.3",
                        "none",
                        "oee-suite/ingest-service:1.2.3")
                .anyMatch(word -> word.matches("REVISION=([0-9a-f]{40}|unknown)"))
                .doesNotContain("--push")
                .noneMatch(word -> word.startsWith("BASE="));
        assertThat(target.resolve("image-jvm")).doesNotExist();
    }

    @Test
    void anExecutableIsAnImageToo() throws IOException {
        assertThat(build("native", Map.of()).output()).endsWith("oee-suite/ingest-service:1.2.3-native\n");

        assertThat(Files.readAllLines(folder.resolve("context"))).containsExactly("./application", "./bom.json");
    }

    @Test
    void severalPlatformsGoIntoARegistry() throws IOException {
        String both = "linux/amd64,linux/arm64";
        assertThat(build("jvm", Map.of("OEE_PLATFORMS", both)).output())
                .contains("several platforms go into a registry only");
        assertThat(build("native", Map.of("OEE_PLATFORMS", both, "OEE_PUSH", "true"))
                        .output())
                .contains("one platform at a time");
        assertThat(folder.resolve("told")).doesNotExist();

        build("jvm", Map.of("OEE_PLATFORMS", both, "OEE_PUSH", "true", "OEE_IMAGES", "registry.example/oee"));

        assertThat(told())
                .startsWith("buildx", "build")
                .contains("--push", "--sbom=true", "--provenance=mode=max", "--platform", both)
                .contains("registry.example/oee/ingest-service:1.2.3");
    }

    @Test
    void basesMayComeFromElsewhere() throws IOException {
        build("jvm", Map.of("OEE_BASE", "registry.example/jre:25.0.3", "OEE_PULL", "false"));

        assertThat(told()).contains("BASE=registry.example/jre:25.0.3").doesNotContain("--pull");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(target.resolve("quarkus-app/quarkus-run.jar"));
        assertThat(build("jvm", Map.of()).output()).contains("ingest-service is not packaged");
        Files.delete(target.resolve("ingest-service-0.1.0-runner"));
        assertThat(build("native", Map.of()).output()).contains("has no native executable");
        Files.delete(target.resolve("bom.json"));
        assertThat(build("jvm", Map.of()).output()).contains("no bill of materials");
        assertThat(folder.resolve("told")).doesNotExist();
    }

    @Test
    void aBuilderThatFailsIsNoImage() throws IOException {
        Files.createFile(folder.resolve("broken"));

        Program.Outcome outcome = build("jvm", Map.of());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("the image of ingest-service was not built");
    }

    private Program.Outcome build(String kind, Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("OEE_BUILDER", folder.resolve("docker").toString(), "OEE_VERSION", "1.2.3"));
        settings.putAll(more);
        return Program.script("deploy/images/build.sh").with(settings).run(kind, "ingest-service", target.toString());
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(folder.resolve("told"));
    }
}
