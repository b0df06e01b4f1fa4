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
import org.junit.jupiter.params.provider.Arguments;
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

    /** With Mosquitto. */
    private static Path smallSettings;

    @BeforeAll
    static void prepare() throws IOException {
        Program.called("openssl");
        settings = folder.resolve("oee.env");
        Program.Outcome outcome = prepareAgain();
        assertThat(outcome.code()).as(outcome.output()).isZero();
        smallSettings = Files.writeString(
                folder.resolve("small.env"),
                Files.readString(settings)
                        .replace("MQTT_BROKERS=haproxy:8883", "MQTT_BROKERS=mosquitto:8883")
                        .replace("OEE_MQTT_DIR=", "OEE_MQTT_DIR=" + folder.resolve("mosquitto")));
    }

    static Stream<Compose> combinations() {
        return Stream.of(
                Compose.of(settings, CLUSTER),
                Compose.of(settings, CLUSTER, DEVELOPMENT),
                Compose.of(settings, CLUSTER, TUNED),
                Compose.of(settings, SUITE, CLUSTER, ASKING),
                Compose.of(settings, SUITE, CLUSTER, ASKING, TUNED),
                Compose.of(smallSettings, SUITE, MOSQUITTO),
                Compose.of(smallSettings, "mosquitto/docker-compose.yml"));
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

    static Stream<Compose> clusters() {
        return Stream.of(
                Compose.of(settings, CLUSTER),
                Compose.of(settings, CLUSTER, TUNED),
                Compose.of(settings, SUITE, CLUSTER, ASKING),
                Compose.of(settings, SUITE, CLUSTER, ASKING, TUNED));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void allNodesOfEmqxHaveTheSameSettings(Compose compose) {
        Map<String, Map<String, Object>> nodes = new java.util.TreeMap<>();
        compose.services().forEach((name, service) -> {
            if (name.startsWith("emqx")) {
                Map<String, Object> environment = new java.util.TreeMap<>(Compose.environment(service));
                assertThat(environment.remove("EMQX_NODE__NAME")).isEqualTo("emqx@" + name + ".local");
                nodes.put(name, environment);
            }
        });

        assertThat(nodes).containsOnlyKeys("emqx1", "emqx2", "emqx3", "emqx4");
        assertThat(nodes.values()).containsOnly(nodes.get("emqx1"));
        assertThat(nodes.get("emqx4").containsKey("EMQX_AUTHENTICATION__1__URL"))
                .isEqualTo(compose.files().contains(ASKING));
        assertThat(nodes.get("emqx4").containsKey("EMQX_NODE__PROCESS_LIMIT"))
                .isEqualTo(compose.files().contains(TUNED));
    }

    /** Who asks whom, beside what stands in the services' environment. */
    static Stream<Arguments> conversations() {
        Compose suite = Compose.of(settings, SUITE, CLUSTER, ASKING, TUNED);
        Compose small = Compose.of(smallSettings, SUITE, MOSQUITTO);
        Stream<String> prometheus = Pattern.compile("[\\[ ]([a-z0-9.-]+):(\\d+)")
                .matcher(read("deploy/monitoring/prometheus/prometheus.yml"))
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.equals("localhost"));
        Stream<String> haproxy = Pattern.compile("-(emqx[a-z0-9.-]+):8883")
                .matcher(read("deploy/haproxy/haproxy.cfg"))
                .results()
                .map(match -> match.group(1));
        return Stream.of(
                        prometheus.map(target -> Arguments.of(suite, "prometheus", target)),
                        haproxy.map(target -> Arguments.of(suite, "haproxy", target)),
                        Stream.of("emqx1", "emqx2", "emqx3", "emqx4")
                                .map(node -> Arguments.of(suite, "emqx1", node + ".local")),
                        Stream.of("prometheus", "loki", "postgres")
                                .map(source -> Arguments.of(suite, "grafana", source)),
                        Stream.of(
                                Arguments.of(suite, "alloy", "loki"),
                                Arguments.of(suite, "haproxy", "emqx4.local"),
                                Arguments.of(suite, "kafka-access", "kafka"),
                                Arguments.of(suite, "keycloak", "postgres"),
                                Arguments.of(small, "ingest-service", "mosquitto")),
                        Stream.of(suite, small)
                                .flatMap(compose -> compose.services().entrySet().stream()
                                        .flatMap(client -> Compose.environment(client.getValue()).values().stream()
                                                .flatMap(value -> hosts(String.valueOf(value)))
                                                .distinct()
                                                .map(host -> Arguments.of(compose, client.getKey(), host)))))
                .flatMap(all -> all)
                .filter(arguments ->
                        !(arguments.get()[1] + ".local").equals(arguments.get()[2]));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void whoAsksIsInANetworkWithWhoAnswers(Compose compose, String client, String host) {
        Set<String> own = Compose.networks(compose.services().get(client));

        Set<String> reachable = new TreeSet<>();
        compose.services()
                .forEach((name, server) -> Compose.networks(server).stream()
                        .filter(own::contains)
                        .forEach(network -> reachable.addAll(Compose.names(name, server, network))));
        assertThat(reachable).as("what %s reaches by %s", client, own).contains(host);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void whoPublishesAPortIsInANetworkThatLeadsOut(Compose compose) {
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(
                                Compose.strings(service, "ports").isEmpty()
                                        || !compose.innerNetworks().containsAll(Compose.networks(service)))
                        .as(name)
                        .isTrue());
    }

    /** The hosts in an address or a list of addresses, other than the machine itself and listeners' names. */
    private static Stream<String> hosts(String value) {
        return Pattern.compile("(?:^|//|,)([a-z][a-z0-9.-]*):\\d+")
                .matcher(value)
                .results()
                .map(match -> match.group(1))
                .filter(host -> !host.equals("localhost"));
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
        assertThat(Compose.of(smallSettings, SUITE, MOSQUITTO).services())
                .containsKeys("mosquitto", "ingest-service")
                .doesNotContainKey("emqx1");
        assertThat(Compose.environment(
                        Compose.of(smallSettings, SUITE, MOSQUITTO).services().get("ingest-service")))
                .as("what Mosquitto acknowledges while ingest-service is away must wait for it")
                .containsEntry("OEE_INGEST_SHARED", "false");
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
    void emqxAsksAuthServiceOverTlsAndLooksAtItsCertificate() throws IOException {
        Map<String, Map<String, Object>> services =
                Compose.of(settings, SUITE, CLUSTER, ASKING).services();
        Map<String, Object> emqx = Compose.environment(services.get("emqx1"));

        for (String asking : List.of("EMQX_AUTHENTICATION__1__", "EMQX_AUTHORIZATION__SOURCES__2__")) {
            assertThat(String.valueOf(emqx.get(asking + "URL"))).startsWith("https://auth-service:8482/mqtt/");
            assertThat(emqx)
                    .containsEntry(asking + "SSL__ENABLE", "true")
                    .containsEntry(asking + "SSL__VERIFY", "verify_peer")
                    .containsEntry(asking + "SSL__CACERTFILE", "/opt/emqx/etc/oee-certs/ca.crt");
        }
        assertThat(Compose.environment(services.get("auth-service"))).containsEntry("HTTPS_PORT", "8482");
        Path certs = folder.resolve("run/certs");
        assertThat(Program.called("openssl")
                        .run(
                                "verify",
                                "-CAfile",
                                certs.resolve("emqx/ca.crt").toString(),
                                "-verify_hostname",
                                "auth-service",
                                certs.resolve("auth-service/server.crt").toString())
                        .output())
                .endsWith(": OK\n");
        assertThat(certs.resolve("auth-service/server.key")).exists();
    }

    @Test
    void servicesBehindTheProxyBelieveWhatItSaysOfWhoAsks() {
        assertThat(Compose.of(smallSettings, SUITE, MOSQUITTO).services().entrySet().stream()
                        .filter(service ->
                                Compose.environment(service.getValue()).containsKey("OEE_OIDC_URL"))
                        .filter(service -> !service.getKey().equals("keycloak")))
                .hasSize(4)
                .allSatisfy(service -> {
                    assertThat(Compose.environment(service.getValue()))
                            .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                            .containsEntry("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED", "true");
                    assertThat(Compose.strings(service.getValue(), "ports"))
                            .as("nobody gets past it")
                            .allMatch(port -> port.startsWith("127.0.0.1:"));
                });
    }

    @Test
    void authServiceGetsTheAuthorityThatIsSet() throws IOException {
        Path other = Files.writeString(
                folder.resolve("authority.env"),
                Files.readString(smallSettings)
                        + "OEE_CA_KEYFILE=/certs/authority.key\nOEE_CA_PASSPHRASE_FILE=/certs/passphrase\n");

        Map<String, Object> environment = Compose.environment(
                Compose.of(other, SUITE, MOSQUITTO).services().get("auth-service"));

        assertThat(environment)
                .containsEntry("OEE_CA_KEYFILE", "/certs/authority.key")
                .containsEntry("OEE_CA_PASSPHRASE_FILE", "/certs/passphrase")
                .containsEntry("OEE_CA_VAULT_URL", null);
        assertThat(matches(Pattern.compile("(?m)^#(OEE_CA_[A-Z_]+)="), read("deploy/env.example")))
                .as("what the example names")
                .hasSizeGreaterThan(5)
                .isSubsetOf(environment.keySet());
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

        Program.Outcome again = prepareAgain();
        assertThat(again.code()).as(again.output()).isZero();
        assertThat(again.output()).doesNotContain("made");

        assertThat(Files.readString(settings) + Files.readString(folder.resolve("run/certs/emqx/server.crt")))
                .isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("run/certs/emqx/ca.key")).doesNotExist();
    }

    @Test
    void preparingASiteOfAnOlderVersionAddsWhatItLacks() throws IOException {
        Path older = Files.writeString(
                folder.resolve("older.env"),
                Files.readAllLines(settings).stream()
                        .filter(line -> !line.matches("(AUTH_POSTGRES_PASSWORD|COMPOSE_FILE)=.*"))
                        .collect(Collectors.joining("\n")));

        Program.Outcome outcome = prepare(older, folder.resolve("run"));

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("look at it: COMPOSE_FILE AUTH_POSTGRES_PASSWORD\n");
        assertThat(Files.readString(older))
                .containsPattern("(?m)^AUTH_POSTGRES_PASSWORD=[0-9a-f]{64}$")
                .contains("COMPOSE_FILE=" + String.join(":", SUITE, CLUSTER, ASKING));
        assertThat(Files.readAllLines(older).stream()
                        .sorted()
                        .filter(line -> !line.startsWith("AUTH_POSTGRES"))
                        .toList())
                .as("and keeps the rest")
                .isEqualTo(Files.readAllLines(settings).stream()
                        .sorted()
                        .filter(line -> !line.startsWith("AUTH_POSTGRES"))
                        .toList());
    }

    @Test
    void withMosquittoItsAuthoritySignsAndItsMakerRunsIt() throws IOException {
        Path site = folder.resolve("mosquitto");
        Path config = Files.createDirectories(site.resolve("config"));
        SiteCertificates authority = SiteCertificates.in(site.resolve("certs"), List.of());

        Path own = Files.copy(smallSettings, folder.resolve("own.env"));

        Program.Outcome outcome = prepare(own, folder.resolve("small-run"));

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(folder.resolve("small-run/certs/ingest-service/ca.crt"))
                .hasSameTextualContentAs(authority.authority());
        assertThat(Compose.of(own, SUITE, MOSQUITTO).services().get("mosquitto"))
                .containsEntry(
                        "user", Files.getAttribute(config, "unix:uid") + ":" + Files.getAttribute(config, "unix:gid"));
    }

    private static Program.Outcome prepareAgain() {
        return prepare(settings, folder.resolve("run"));
    }

    private static Program.Outcome prepare(Path file, Path run) {
        return Program.script("deploy/scripts/prepare.sh")
                .with(Map.of(
                        "OEE_RUN_DIR", run.toString(),
                        "OEE_ENV_FILE", file.toString(),
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
}
