package io.oeesuite.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The script that stands before an import, so that no placeholder becomes a secret. */
class CheckEnvironmentTest {

    private static final Path FOLDER = Path.of("..", "..", "deploy", "keycloak");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(OEE_[A-Z_]+)}");

    private record Outcome(int code, String said) {}

    @Test
    void itIsContentWithAllThatTheRealmTakes() throws Exception {
        assertThat(check(complete())).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void itNamesEveryVariableOfTheRealmThatIsNotSet() throws Exception {
        for (String variable : complete().keySet()) {
            Map<String, String> environment = complete();
            environment.remove(variable);

            Outcome outcome = check(environment);

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.said()).contains(variable + " is not set").hasLineCount(1);
        }
    }

    @Test
    void itRefusesWhatIsShortOrSharedOrNotEncrypted() throws Exception {
        Map<String, String> environment = complete();
        environment.put("OEE_AUTH_CLIENT_SECRET", "short");
        environment.put("OEE_ALERT_CLIENT_SECRET", environment.get("OEE_COMMAND_CLIENT_SECRET"));
        environment.put("OEE_COMMAND_URL", "http://oee.example.com");
        environment.put("OEE_AUTH_URL", "https://oee.example.com/");

        Outcome outcome = check(environment);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.said())
                .contains(
                        "OEE_AUTH_CLIENT_SECRET is shorter than 32",
                        "OEE_ALERT_CLIENT_SECRET is that of another client")
                .contains("OEE_COMMAND_URL is no https address", "OEE_AUTH_URL ends with /")
                .doesNotContain(environment.get("OEE_COMMAND_CLIENT_SECRET"));
    }

    /** By the placeholders of the file. */
    private static Map<String, String> complete() throws IOException {
        Map<String, String> environment = new TreeMap<>();
        PLACEHOLDER
                .matcher(Files.readString(FOLDER.resolve("oee-realm.json")))
                .results()
                .forEach(found -> {
                    String name = found.group(1);
                    environment.put(
                            name,
                            name.endsWith("_URL") ? "https://oee.example.com/" + name : name + "-" + "0".repeat(24));
                });
        assertThat(environment).hasSize(9);
        return environment;
    }

    private static Outcome check(Map<String, String> environment) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", FOLDER.resolve("check_environment.sh").toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("OEE_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
