package io.oeesuite.systemtests.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.k8s.ExposedMetrics;
import io.oeesuite.k8s.Repository;
import io.oeesuite.systemtests.policy.Mosquitto;
import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Prometheus scrapes the running suite and HAProxy: rules and boards rest on series that there are, and each alert fires by a fault. */
@TestMethodOrder(OrderAnnotation.class)
class MonitoringTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    /** A metric of ours or of HAProxy, or one that the rules have recorded, with its labels. */
    private static final Pattern SELECTOR = Pattern.compile("\\{__name__=~\"[^\"]+\"}"
            + "|\\b(?:up|(?:oee|kafka|jvm|process|system|http|haproxy)[_:][a-z0-9_:]+)(?![a-z0-9_:])(?:\\{[^}]*})?");

    @TempDir
    static Path folder;

    private static MonitoredSuite suite;

    private final ExposedMetrics listed = ExposedMetrics.listed(Repository.folder());

    @BeforeAll
    static void start() throws IOException {
        Prometheus.PROGRAM.need();
        Haproxy.PROGRAM.need();
        Mosquitto.PROGRAM.need();
        suite = new MonitoredSuite(folder);
    }

    @AfterAll
    static void end() {
        if (suite != null) {
            suite.close();
        }
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> eachServiceTellsWhatIsListedAndNothingElseOfOurs() {
        return MonitoredSuite.SERVICES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String scraped = Scrape.of(suite.service(name)).text();

                    assertThat(listed.missing(name, scraped))
                            .as("listed as always there")
                            .isEmpty();
                    assertThat(listed.unlisted(name, scraped))
                            .as("not in metrics.csv")
                            .isEmpty();
                    assertThat(scraped).as("asks RocksDB while it is scraped").doesNotContain("rocksdb_state_id=");
                }));
    }

    @Test
    @Order(2)
    void everyRuleIsEvaluatedOnSeriesThatThereAre() {
        List<Prometheus.Rule> rules = suite.prometheus().rules();

        assertThat(rules).hasSizeGreaterThan(40).allSatisfy(rule -> {
            assertThat(rule.health()).as(rule.name()).isEqualTo("ok");
            assertThat(rule.lastError()).as(rule.name()).isEmpty();
        });
        Set<String> selectors = rules.stream()
                .flatMap(rule -> selectors(rule.query()))
                .filter(this::isAlwaysThere)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(selectors).hasSizeGreaterThan(30);
        assertThatAllAreAnswered(selectors);
    }

    @Test
    @Order(3)
    void everyQueryOfTheBoardsIsAnswered() throws IOException {
        List<String> queries = queries();
        queries.forEach(suite.prometheus()::series);

        Set<String> certain = queries.stream()
                .filter(query -> !query.contains("emqx_") && !query.contains("job=\"emqx\""))
                .filter(query -> selectors(query).allMatch(this::isAlwaysThere))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(certain).hasSizeGreaterThan(25);
        assertThatAllAreAnswered(certain);
    }

    @Test
    @Order(4)
    void eachAlertOfOursAndOfHaproxyHasAFault() throws IOException {
        List<String> tried = Arrays.stream(Fault.values())
                .flatMap(fault -> fault.alerts().stream())
                .toList();

        assertThat(tried).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(alertsNotOfEmqx());
    }

    @TestFactory
    @Order(5)
    Stream<DynamicTest> eachAlertFiresByItsFault() throws IOException {
        var alarms = new Alarms(suite.prometheus());
        var faults = new Faults(suite, alarms);
        var rounds = new Rounds(faults, alarms);
        List<String> alerts = Alarms.withoutSlowBurns(alertsNotOfEmqx());
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("without a fault none fires", () -> {
            faults.renewRevocationList();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(alarms.firing()).doesNotContainAnyElementsOf(alerts));
            rounds.begin(0);
        }));
        for (int each = 1; each <= Rounds.last(); each++) {
            int round = each;
            tests.add(DynamicTest.dynamicTest(Rounds.names(round), () -> {
                rounds.begin(round);
                rounds.awaitAlerts(round);
                rounds.end(round);
            }));
        }
        tests.add(DynamicTest.dynamicTest(Rounds.names(0), () -> {
            rounds.awaitAlerts(0);
            rounds.end(0);
        }));
        tests.add(DynamicTest.dynamicTest("what is mended does not fire any more", () -> {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(alarms.firing()).doesNotContainAnyElementsOf(alerts));
        }));
        return tests.stream().onClose(() -> {
            faults.close();
            alarms.close();
        });
    }

    private static void assertThatAllAreAnswered(Set<String> queries) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(queries)
                        .filteredOn(query -> suite.prometheus().series(query) == 0)
                        .as("without a series")
                        .isEmpty());
    }

    private static Stream<String> selectors(String query) {
        return SELECTOR.matcher(query).results().map(found -> found.group());
    }

    /** What the rules record is there too: the plant speaks, and its authority's certificate has an end. */
    private boolean isAlwaysThere(String selector) {
        String name = selector.replaceAll("\\{.*", "");
        return name.isEmpty()
                || (name.equals("up") && !selector.contains("emqx"))
                || name.startsWith("haproxy_")
                || name.startsWith("oee:")
                || listed.always().contains(name);
    }

    private static List<String> queries() throws IOException {
        try (Stream<Path> files = Files.list(Prometheus.MONITORING.resolve("grafana/dashboards"))) {
            return files.sorted()
                    .flatMap(file ->
                            JsonPath.from(file.toFile()).<String>getList("panels.targets.flatten().expr").stream())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** EMQX has no package here; promtool tries those. */
    private static List<String> alertsNotOfEmqx() throws IOException {
        List<String> alerts = new ArrayList<>();
        for (Path file : Prometheus.ruleFiles()) {
            String[] rules = ALERT.split(Files.readString(file));
            List<String> names = ALERT.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            for (int number = 0; number < names.size(); number++) {
                if (!rules[number + 1].contains("emqx")) {
                    alerts.add(names.get(number));
                }
            }
        }
        return alerts;
    }
}
