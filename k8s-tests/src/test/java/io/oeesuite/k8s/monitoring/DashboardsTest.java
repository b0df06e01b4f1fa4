package io.oeesuite.k8s.monitoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboards are what Grafana takes: the fields are those of {@code Dashboard} and {@code Panel} in @grafana/schema 13, which its compiler has checked once in full. */
class DashboardsTest {
    private static final Set<String> DASHBOARD_FIELDS = Set.of(
            "id",
            "uid",
            "title",
            "description",
            "revision",
            "gnetId",
            "tags",
            "timezone",
            "editable",
            "graphTooltip",
            "time",
            "timepicker",
            "fiscalYearStartMonth",
            "liveNow",
            "weekStart",
            "refresh",
            "schemaVersion",
            "version",
            "panels",
            "templating",
            "annotations",
            "links",
            "snapshot",
            "preload");
    private static final Set<String> PANEL_FIELDS = Set.of(
            "id",
            "type",
            "title",
            "description",
            "transparent",
            "datasource",
            "gridPos",
            "links",
            "repeat",
            "repeatDirection",
            "maxPerRow",
            "maxDataPoints",
            "interval",
            "timeFrom",
            "timeShift",
            "hideTimeOverride",
            "libraryPanel",
            "cacheTimeout",
            "queryCachingTTL",
            "options",
            "fieldConfig",
            "targets",
            "transformations",
            "pluginVersion",
            "collapsed",
            "panels");
    private static final Set<String> PANEL_TYPES = Set.of("row", "timeseries", "stat", "gauge", "bargauge", "table");

    @TestFactory
    Stream<DynamicTest> haveTheFieldsThatGrafanaKnows() {
        return Dashboard.all().stream()
                .map(dashboard -> DynamicTest.dynamicTest(dashboard.file(), () -> {
                    assertThat(dashboard.content().keySet())
                            .isSubsetOf(DASHBOARD_FIELDS)
                            .contains("uid", "title", "schemaVersion", "templating");
                    assertThat(dashboard.panels())
                            .isNotEmpty()
                            .extracting(panel -> panel.get("id"))
                            .doesNotHaveDuplicates();
                    assertThat(dashboard.panels()).allSatisfy(panel -> {
                        assertThat(panel.keySet()).isSubsetOf(PANEL_FIELDS).contains("type", "title", "gridPos");
                        assertThat(panel.get("type")).isIn(PANEL_TYPES);
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> askTheDataSourceThatTheyLetOneChoose() {
        return Dashboard.all().stream()
                .map(dashboard -> DynamicTest.dynamicTest(dashboard.file(), () -> {
                    String type = dashboard.file().equals("oee.json") ? "grafana-postgresql-datasource" : "prometheus";
                    Map<String, Object> chosen = Map.of("type", type, "uid", "${datasource}");
                    assertThat(dashboard.panels().stream().flatMap(panel -> Rules.maps(panel.get("targets"))))
                            .isNotEmpty()
                            .allSatisfy(target -> assertThat(target).containsEntry("datasource", chosen));
                }));
    }

    @TestFactory
    Stream<DynamicTest> layTheirPanelsBesideEachOther() {
        return Dashboard.all().stream()
                .map(dashboard -> DynamicTest.dynamicTest(dashboard.file(), () -> {
                    List<int[]> places = dashboard.panels().stream()
                            .map(DashboardsTest::place)
                            .toList();
                    for (int i = 0; i < places.size(); i++) {
                        assertThat(places.get(i)[0] + places.get(i)[2]).isLessThanOrEqualTo(24);
                        for (int j = 0; j < i; j++) {
                            assertThat(overlap(places.get(i), places.get(j)))
                                    .as("panels " + j + " and " + i)
                                    .isFalse();
                        }
                    }
                }));
    }

    @Test
    void askOnlyWhatPrometheusUnderstands(@TempDir Path folder) throws Exception {
        List<Map<String, Object>> rules = new ArrayList<>();
        Dashboard.all()
                .forEach(dashboard -> dashboard
                        .queries("expr")
                        .forEach(query -> rules.add(Map.of("record", "query:" + rules.size(), "expr", query))));
        Path file = Files.writeString(
                folder.resolve("queries.yml"),
                new Yaml().dump(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));

        assertThat(new Program("promtool").run("check", "rules", file.toString()))
                .contains("SUCCESS: " + rules.size() + " rules found");
    }

    private static int[] place(Map<String, Object> panel) {
        Map<?, ?> grid = (Map<?, ?>) panel.get("gridPos");
        return Stream.of("x", "y", "w", "h")
                .mapToInt(key -> (Integer) grid.get(key))
                .toArray();
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
    }
}
