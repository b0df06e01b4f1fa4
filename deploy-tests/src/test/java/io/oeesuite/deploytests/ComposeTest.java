package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.oeesuite.deploytests.Compose.ASKING;
import static io.oeesuite.deploytests.Compose.CLUSTER;
import static io.oeesuite.deploytests.Compose.DEVELOPMENT;
import static io.oeesuite.deploytests.Compose.MOSQUITTO;
import static io.oeesuite.deploytests.Compose.SUITE;
import static io.oeesuite.deploytests.Compose.TUNED;
import static org.assertj.core.api.Assertions.assertThat;

/** The compose files as docker-compose reads them, with the settings that deploy/scripts/prepare.sh makes. */
class ComposeTest {

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z0-9_]+):\\?");
    private static final Pattern BARE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)\\}");
    private static final Pattern OPENING =
            Pattern.compile("\\$\\{[A-Z0-9_]*(PASSWORD|SECRET|COOKIE|TOKEN)[A-Z0-9_]*:?-[^}]");

    @TempDir
    static Path folder;

    private static Path settings;

    @BeforeAll
    static void prepare() {
        Program.called("openssl");
        settings = folder.resolve("oee.env");
        Program.Outcome outcome = prepareAgain();
        assertThat(outcome.code()).as(outcome.output()).isZero();
        append("OEE_MQTT_DIR=" + folder.resolve("mosquitto"));
    }

    static Stream<Compose> combinations() {
        return Stream.of(
                Compose.of(settings, CLUSTER),
                Compose.of(settings, CLUSTER, DEVELOPMENT),
                Compose.of(settings, CLUSTER, TUNED),
                Compose.of(settings, SUITE, CLUSTER, ASKING),
                Compose.of(settings, SUITE, CLUSTER, ASKING, TUNED),
                Compose.of(settings, SUITE, MOSQUITTO),
                Compose.of(settings, "mosquitto/docker-compose.yml"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyImageIsPinned(Compose compose) {
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(String.valueOf(service.get("image")))
                        .matches(".+:v?\\d+\\.\\d+\\.?\\d*.*")
                        .doesNotContain("latest"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void whatIsMountedFromTheCloneIsThere(Compose compose) {
        String here = Program.ROOT.resolve("deploy") + "/";
        assertThat(compose.services().values().stream()
                        .flatMap(service -> Compose.strings(service, "volumes").stream())
                        .map(volume -> volume.split(":", 2)[0])
                        .filter(source -> source.startsWith(here)))
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, SUITE, ASKING, MOSQUITTO, "mosquitto/docker-compose.yml"})
    void whatHasNoDefaultStopsTheStart(String file) {
        String text = read("deploy/" + file);

        assertThat(matches(BARE, text)).isSubsetOf(matches(REQUIRED, text));
    }

    @ParameterizedTest
    @CsvSource({
        "EMQX_DASHBOARD_PASSWORD,docker-compose.mqtt-cluster.yml",
        "POSTGRES_PASSWORD,docker-compose.yml",
        "OEE_ALERT_CLIENT_SECRET,docker-compose.yml"
    })
    void anUnsetPasswordIsNamed(String variable, String file) {
        Program.Outcome outcome = Compose.of(settings, file).without(variable).config();

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.output()).contains(variable);
    }

    @Test
    void noSecretHasADefault() throws IOException {
        try (Stream<Path> files = Files.list(Program.ROOT.resolve("deploy"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yml")))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(
                                    OPENING.matcher(Files.readString(file)).find())
                            .as(file.toString())
                            .isFalse());
        }
    }

    @Test
    void theClusterHasTheNamesAndPortsThatUsersRelyOn() {
        Map<String, Map<String, Object>> services =
                Compose.of(settings, CLUSTER).services();

        for (int node = 1; node <= 3; node++) {
            Map<String, Object> emqx = services.get("emqx" + node);
            assertThat(emqx.get("hostname")).isEqualTo("emqx" + node + ".local");
            assertThat(String.valueOf(emqx.get("image"))).startsWith("emqx/emqx:5.8.");
            assertThat(Compose.strings(emqx, "volumes")).anyMatch(volume -> volume.contains(":/opt/emqx/data"));
            assertThat(Compose.environment(emqx))
                    .containsEntry("EMQX_NODE__NAME", "emqx@emqx" + node + ".local")
                    .containsEntry("EMQX_CLUSTER__DISCOVERY_STRATEGY", "static")
                    .containsEntry("EMQX_AUTHORIZATION__NO_MATCH", "deny")
                    .containsEntry("EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__VERIFY", "verify_peer")
                    .containsEntry("EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__FAIL_IF_NO_PEER_CERT", "true")
                    .containsEntry("EMQX_LISTENERS__TCP__DEFAULT__ENABLE", "false");
            assertThat(Compose.strings(emqx, "ports"))
                    .noneMatch(port -> port.contains(":1883") || port.contains(":8883"));
        }
        assertThat(services).containsKeys("haproxy", "prometheus", "alertmanager", "grafana", "loki");
        assertThat(Compose.strings(services.get("haproxy"), "ports"))
                .anyMatch(port -> port.contains(":8883:8883"))
                .anyMatch(port -> port.contains(":8404:8404"));
        assertThat(Compose.strings(services.get("emqx1"), "ports"))
                .anyMatch(port -> port.contains("127.0.0.1:18083:18083"));
        assertThat(Compose.strings(services.get("prometheus"), "ports")).anyMatch(port -> port.contains(":9090:9090"));
        assertThat(Compose.strings(services.get("grafana"), "ports")).anyMatch(port -> port.contains(":3000:3000"));
    }

    @Test
    void plainMqttIsForDevelopmentAndThisMachineOnly() {
        Map<String, Object> plain =
                Compose.of(settings, CLUSTER, DEVELOPMENT).services().get("emqx1");

        assertThat(Compose.strings(plain, "ports")).anyMatch(port -> port.startsWith("127.0.0.1:1883:1883"));
        assertThat(Compose.environment(plain)).containsEntry("EMQX_LISTENERS__TCP__DEFAULT__ENABLE", "true");
    }

    @Test
    void theSuiteHasItsServersAndAllServices() {
        assertThat(Compose.of(settings, SUITE, CLUSTER, ASKING).services())
                .containsKeys(
                        "kafka",
                        "postgres",
                        "keycloak",
                        "emqx1",
                        "emqx2",
                        "emqx3",
                        "haproxy",
                        "ingest-service",
                        "oee-analytics-service",
                        "command-service",
                        "alert-sender",
                        "auth-service");
        assertThat(Compose.of(settings, SUITE, MOSQUITTO).services())
                .containsKeys("mosquitto", "ingest-service")
                .doesNotContainKey("emqx1");
    }

    @Test
    void emqxKnowsEverySettingThatItIsGiven() {
        Set<String> known = knownKeys();
        Map<String, Map<String, Object>> services =
                Compose.of(settings, SUITE, CLUSTER, ASKING, DEVELOPMENT, TUNED).services();

        List<String> used = services.entrySet().stream()
                .filter(service -> service.getKey().startsWith("emqx"))
                .flatMap(service -> Compose.environment(service.getValue()).keySet().stream())
                .filter(name -> name.startsWith("EMQX_"))
                .distinct()
                .toList();

        assertThat(used)
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(known).contains(key(name)));
    }

    @Test
    void emqxReadsTheRightsThatThePolicyGives() throws IOException {
        Program erlang = Program.called("erl");
        Path acl = folder.resolve("run/acl.conf");

        Program.Outcome outcome = consult(erlang, acl);
        assertThat(outcome.output()).contains("are rules");
        assertThat(outcome.code()).as(outcome.output()).isZero();

        Path broken = Files.writeString(
                folder.resolve("broken.conf"), Files.readString(acl).replaceFirst("\\}\\.", "}"));
        assertThat(consult(erlang, broken).code()).isNotZero();
    }

    @Test
    void preparingAgainKeepsSecretsAndCertificates() throws IOException {
        String before = Files.readString(settings) + Files.readString(folder.resolve("run/certs/emqx/server.crt"));
        assertThat(before).doesNotContainPattern("(?m)^[A-Z_]*(PASSWORD|SECRET|COOKIE)=$");

        assertThat(prepareAgain().output()).doesNotContain("made");

        assertThat(Files.readString(settings) + Files.readString(folder.resolve("run/certs/emqx/server.crt")))
                .isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("run/certs/emqx/ca.key")).doesNotExist();
    }

    private static Program.Outcome prepareAgain() {
        return Program.script("deploy/scripts/prepare.sh")
                .with(Map.of(
                        "OEE_RUN_DIR", folder.resolve("run").toString(),
                        "OEE_ENV_FILE", settings.toString(),
                        "OEE_POLICY", Policy.command()))
                .run();
    }

    /** As EMQX does: a list of Erlang terms, each a rule of two to four parts that begins with allow or deny. */
    private static Program.Outcome consult(Program erlang, Path file) {
        return erlang.run("-noshell", "-eval", """
                case file:consult("%s") of
                  {ok, Terms} ->
                    Good = [T || T <- Terms, is_tuple(T), lists:member(element(1, T), [allow, deny]), lists:member(tuple_size(T), [2, 3, 4])],
                    io:format("~b of ~b are rules~n", [length(Good), length(Terms)]),
                    halt(length(Terms) - length(Good));
                  {error, Reason} -> io:format("~s~n", [file:format_error(Reason)]), halt(2)
                end.
                """.formatted(file));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String key(String name) {
        return name.substring("EMQX_".length())
                .toLowerCase(Locale.ROOT)
                .replace("__", ".")
                .replaceFirst("^(listeners\\.[a-z]+)\\.[a-z]+", "$1.<name>")
                .replaceFirst("\\.\\d+\\.", ".<n>.");
    }

    private static Set<String> knownKeys() {
        try (InputStream stream = ComposeTest.class.getResourceAsStream("emqx-5.8-keys.txt")) {
            Set<String> keys = new TreeSet<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(keys::add);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Program.ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(String line) {
        try {
            Files.writeString(settings, Files.readString(settings) + line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
