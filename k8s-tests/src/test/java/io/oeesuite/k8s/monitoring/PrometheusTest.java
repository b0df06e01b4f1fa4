package io.oeesuite.k8s.monitoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.oeesuite.k8s.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus and Alertmanager are given, by their own tools. */
class PrometheusTest {
    private static final Program PROMTOOL = new Program("promtool");
    private static final Path ALERTMANAGER =
            Repository.folder().resolve("deploy/monitoring/alertmanager/alertmanager.yml");

    @Test
    void takesItsConfiguration() throws Exception {
        String output = PROMTOOL.run(
                "check", "config", Rules.FOLDER.resolve("prometheus.yml").toString());

        assertThat(output).contains("is valid prometheus config file syntax");
    }

    @TestFactory
    Stream<DynamicTest> firesWhereItShouldAndOnlyThere() {
        return Rules.files("tests").stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(PROMTOOL.run("test", "rules", file.toString()))
                                .contains("SUCCESS")));
    }

    @Test
    void everyAlertIsTriedBothWays() {
        Set<String> alerts = Rules.alerts().stream()
                .map(rule -> (String) rule.get("alert"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried(true)).as("made to fire").isEqualTo(alerts);
        assertThat(tried(false)).as("kept from firing").containsAll(withoutMilder(alerts));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertSaysWhatToDo() {
        return Rules.alerts().stream()
                .map(rule -> DynamicTest.dynamicTest((String) rule.get("alert"), () -> {
                    Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
                    Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
                    String runbook = "docs/runbooks/alerts/" + rule.get("alert") + ".md";
                    assertThat(labels.get("severity")).isIn("critical", "warning");
                    assertThat((String) annotations.get("summary")).isNotBlank();
                    assertThat((String) annotations.get("description")).isNotBlank();
                    assertThat(annotations.get("runbook_url")).isEqualTo(runbook);
                    assertThat(Files.readString(Repository.folder().resolve(runbook)))
                            .startsWith("# " + rule.get("alert") + "\n")
                            .contains("## Look at", "## Do", "## It is over when");
                }));
    }

    @Test
    void everyRunbookHasItsAlert() throws Exception {
        try (Stream<Path> pages = Files.list(Repository.folder().resolve("docs/runbooks/alerts"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(Rules.alerts().stream()
                            .map(rule -> (String) rule.get("alert"))
                            .toList());
        }
    }

    @Test
    void alertmanagerTakesItsConfiguration() throws Exception {
        assertThat(new Program("amtool").run("check-config", ALERTMANAGER.toString()))
                .contains("SUCCESS");
    }

    @Test
    void whatIsCriticalGoesToThoseWhoAreWoken() throws Exception {
        Program amtool = new Program("amtool");

        assertThat(amtool.run(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + ALERTMANAGER,
                        "severity=critical",
                        "alertname=HostOffline"))
                .contains("critical");
        assertThat(amtool.run(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + ALERTMANAGER,
                        "severity=warning",
                        "alertname=StoreLag"))
                .contains("warnings");
    }

    /** Alerts that the tests expect to fire, or not to. */
    private static Set<String> tried(boolean firing) {
        return Rules.files("tests").stream()
                .flatMap(file -> Rules.maps(Rules.read(file).get("tests")))
                .flatMap(test -> Rules.maps(test.get("alert_rule_test")))
                .filter(check -> ((java.util.List<?>) check.get("exp_alerts")).isEmpty() != firing)
                .map(check -> (String) check.get("alertname"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** These fire for one series and are silent for another in the same check, which lists exactly what fires. */
    private static Set<String> withoutMilder(Set<String> alerts) {
        Set<String> rest = new TreeSet<>(alerts);
        rest.removeAll(Set.of(
                "BrokerNodeDown",
                "IngestConnectionUnstable",
                "CompletenessBudgetBurnsSlowly",
                "BoardFreshnessBudgetBurnsSlowly"));
        return rest;
    }
}
