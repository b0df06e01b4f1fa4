package io.oeesuite.systemtests.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.systemtests.suite.InstalledProgram;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/**
 * Prometheus with the jobs of deploy/monitoring/prometheus/prometheus.yml at other addresses, scraped and evaluated every two seconds, and its rules in
 * {@linkplain CompressedTime compressed time}.
 */
final class Prometheus implements AutoCloseable {
    static final InstalledProgram PROGRAM = new InstalledProgram("prometheus");
    static final Path MONITORING = Path.of("").toAbsolutePath().getParent().resolve("deploy/monitoring");

    private static final Path CONFIGURATION = MONITORING.resolve("prometheus/prometheus.yml");
    private static final Path RULES = MONITORING.resolve("prometheus/rules");
    private static final Pattern TARGETS = Pattern.compile("(?s)(job_name: (\\S+).*?targets: )\\[[^]]*]");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final int port = FreePort.next();
    private final LeashedProgram program;

    /** A rule as Prometheus evaluates it. */
    record Rule(String name, String query, String health, String lastError) {}

    /**
     * Starts it and returns when it answers.
     *
     * @param ports of 127.0.0.1, by job; a job that is not named has no target
     */
    Prometheus(Path folder, Map<String, Integer> ports) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, configuration(Files.readString(CONFIGURATION), ports));
        for (Path rules : ruleFiles()) {
            Files.writeString(
                    folder.resolve("rules").resolve(rules.getFileName()), CompressedTime.of(Files.readString(rules)));
        }
        program = new LeashedProgram(
                PROGRAM,
                folder.resolve("log"),
                Map.of(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        program.awaitAnswer(address("/-/ready"));
    }

    /** Those of the repository. */
    static List<Path> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.sorted().toList();
        }
    }

    static String configuration(String real, Map<String, Integer> ports) {
        String often = real.replaceAll("(?m)^(  (?:scrape_interval|scrape_timeout|evaluation_interval): ).*$", "$12s")
                .replace("[alertmanager:9093]", "[]");
        return TARGETS.matcher(often).replaceAll(job -> Matcher.quoteReplacement(job.group(1) + targets(ports, job)));
    }

    private static String targets(Map<String, Integer> ports, MatchResult job) {
        Integer port = ports.get(job.group(2));
        return port == null ? "[]" : "[127.0.0.1:" + port + "]";
    }

    /** All rules, once each has been evaluated. */
    List<Rule> rules() {
        await().atMost(LIMIT)
                .until(() -> rulesNow().stream().noneMatch(rule -> rule.health().equals("unknown")));
        return rulesNow();
    }

    private List<Rule> rulesNow() {
        List<Map<String, String>> rules = json("/api/v1/rules").getList("data.groups.rules.flatten()");
        return rules.stream()
                .map(rule -> new Rule(
                        rule.get("name"), rule.get("query"), rule.get("health"), rule.getOrDefault("lastError", "")))
                .toList();
    }

    /** The names of the alerts that fire. */
    Set<String> firing() {
        List<Map<String, Object>> alerts = json("/api/v1/alerts").getList("data.alerts");
        return alerts.stream()
                .filter(alert -> alert.get("state").equals("firing"))
                .map(alert -> (String) ((Map<?, ?>) alert.get("labels")).get("alertname"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many series answer the query now. */
    int series(String query) {
        Response answer = given().baseUri("http://127.0.0.1:" + port)
                .queryParam("query", query)
                .get("/api/v1/query");
        if (answer.statusCode() != 200) {
            throw new AssertionError(query + ": " + answer.asString());
        }
        return answer.jsonPath().getList("data.result").size();
    }

    /** Whether the query, a comparison, holds for any series now. */
    boolean holds(String comparison) {
        return series(comparison) > 0;
    }

    private JsonPath json(String path) {
        Response answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.asString());
        }
        return answer.jsonPath();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private Response get(String path) {
        return given().get(address(path));
    }

    @Override
    public void close() {
        program.close();
    }
}
