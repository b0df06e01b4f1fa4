package io.oeesuite.systemtests.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A page of docs/operations, whose commands are run as they stand there, in the folder of the repository. */
final class Handbook {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 120;

    private final String page;
    private final String text;

    private Handbook(String page, String text) {
        this.page = page;
        this.text = text;
    }

    static Handbook page(String name) throws IOException {
        return new Handbook(
                name, Files.readString(ROOT.resolve("docs/operations").resolve(name)));
    }

    /** Runs what stands below the heading, and stops at the first command that fails. */
    String follow(String heading, Map<String, String> environment) throws IOException, InterruptedException {
        return run(List.of("sh", "-eu", "-c", commands(heading)), environment);
    }

    /** Runs one command of the repository. */
    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Outcome outcome = attempt(command, environment);
        assertThat(outcome.code()).as("%s%n%s", command, outcome.output()).isZero();
        return outcome.output();
    }

    record Outcome(int code, String output) {}

    static Outcome attempt(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("oee-handbook", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(OEE|PG|KAFKA|COMPOSE).*"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private String commands(String heading) {
        Matcher found = Pattern.compile(
                        "^#+ " + Pattern.quote(heading) + "$.*?^ *```sh\n(.*?)^ *```$",
                        Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text);
        assertThat(found.find())
                .as("commands below \"%s\" in %s", heading, page)
                .isTrue();
        return found.group(1);
    }
}
