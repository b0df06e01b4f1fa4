package io.oeesuite.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What ./oee says and does before Java has a say. */
class OeeScriptTest {

    private static final List<String> TOOLS = List.of("dirname", "cat", "sed", "head");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "stop", "status", "test", "bench", "fmt", "jdk"})
    void saysWhatToInstallWhenThereIsNoJdk(String verb) throws Exception {
        Shell.Outcome outcome = withoutJdk(Map.of()).run(List.of("./oee", verb));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("no JDK 25 found", "Install one", "JAVA_HOME");
    }

    @Test
    void passesByAnOlderJdk() throws Exception {
        Path old = jdk("old", "17.0.2");

        Shell.Outcome outcome = withoutJdk(Map.of("JAVA_HOME", old.toString())).run(List.of("./oee", "jdk"));

        assertThat(outcome.output()).contains("no JDK 25 found");
    }

    @Test
    void takesTheJdkOfJavaHome() throws Exception {
        Path jdk = jdk("given", "25.0.1");

        Shell.Outcome outcome = withoutJdk(Map.of("JAVA_HOME", jdk.toString())).run(List.of("./oee", "jdk"));

        assertThat(outcome.output()).isEqualTo(jdk + "\n");
    }

    @Test
    void findsAJdkInTheUsualFolders() throws Exception {
        jdk("all/java-17", "17.0.2");
        Path right = jdk("all/java-25", "25");

        Shell.Outcome outcome = withoutJdk(
                        Map.of("OEE_JDK_FOLDERS", folder.resolve("all/java-17") + " " + right, "JAVA_HOME", ""))
                .run(List.of("./oee", "jdk"));

        assertThat(outcome.output()).isEqualTo(right + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate                 | there is no frobnicate
                    demo --frobnicate          | there is no option --frobnicate
                    replay                     | which data set?
                    replay /no/such/folder     | there is no folder /no/such/folder
                    native                     | GRAALVM_HOME does not name a GraalVM
                    native edge-simulator      | edge-simulator has no test of a native executable
                    native no-such-service     | no-such-service has no test of a native executable
                    replay --external-broker   | which data set?
                    """)
    void namesWhatItDoesNotUnderstand(String arguments, String message) throws Exception {
        List<String> command = new ArrayList<>(List.of("./oee"));
        command.addAll(List.of(arguments.split(" ")));

        Shell.Outcome outcome = new Shell(Map.of("GRAALVM_HOME", "")).run(command);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("oee: " + message);
    }

    @Test
    void helpNamesEveryVerb() throws Exception {
        Shell.Outcome outcome = new Shell(Map.of()).run(List.of("./oee", "help"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.output())
                .contains("demo", "stop", "status", "replay", "test", "bench", "native", "fmt", "--external-broker");
    }

    @Test
    void theScriptsPassShellcheck() throws Exception {
        assumeTrue(Shell.has("shellcheck"), "needs shellcheck (apt-get install shellcheck)");

        Shell.Outcome outcome = new Shell(Map.of())
                .run(List.of(
                        "shellcheck",
                        "oee",
                        ".ci/run",
                        "certs/generate_certs.sh",
                        "local-stack/src/main/resources/io/oeesuite/localstack/run-postgres.sh"));

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    private Shell withoutJdk(Map<String, String> more) throws IOException {
        Path programs = Shell.onlyPrograms(folder.resolve("programs"), TOOLS);
        Map<String, String> environment = new HashMap<>(
                Map.of("PATH", programs.toString(), "HOME", folder.toString(), "OEE_JDK_FOLDERS", "", "JAVA_HOME", ""));
        environment.putAll(more);
        return new Shell(environment);
    }

    /** What ./oee looks at of a JDK. */
    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String program : List.of("java", "javac")) {
            Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return jdk;
    }
}
