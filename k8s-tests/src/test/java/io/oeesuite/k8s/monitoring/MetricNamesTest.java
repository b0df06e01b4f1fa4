package io.oeesuite.k8s.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.oeesuite.k8s.ExposedMetrics;
import io.oeesuite.k8s.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules and dashboards name only metrics that there are: ours as listed, those of others by name. */
class MetricNamesTest {
    private static final Pattern NAME =
            Pattern.compile("\\b(oee|kafka|jvm|process|system|http|emqx|haproxy|certmanager)_[a-z0-9_]+\\b");
    private static final Set<String> FOREIGN = Set.of(
            "emqx_sessions_count",
            "emqx_connections_count",
            "emqx_messages_received",
            "emqx_messages_sent",
            "emqx_messages_dropped",
            "emqx_cert_expiry_at",
            "haproxy_backend_status",
            "haproxy_server_status",
            "haproxy_server_current_sessions",
            "haproxy_backend_connection_errors_total",
            "certmanager_certificate_expiration_timestamp_seconds");

    private final ExposedMetrics listed = ExposedMetrics.listed(Repository.folder());

    @Test
    void areThoseThatThereAre() {
        Set<String> known = new TreeSet<>(listed.names());
        known.addAll(FOREIGN);

        assertThat(named()).hasSizeGreaterThan(40).isSubsetOf(known);
    }

    @Test
    void recordedSeriesThatAreUsedAreRecorded() {
        Set<String> recorded = Rules.all().stream()
                .filter(rule -> rule.containsKey("record"))
                .map(rule -> (String) rule.get("record"))
                .collect(Collectors.toSet());
        Set<String> used = expressions()
                .flatMap(expression -> Pattern.compile("\\boee:[a-z0-9_:]+")
                        .matcher(expression)
                        .results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isNotEmpty().isSubsetOf(recorded);
    }

    @Test
    void aScrapeIsComparedWithTheList() {
        String scraped = """
                # HELP oee_host_online x
                # TYPE oee_host_online gauge
                oee_host_online 1.0
                oee_host_active NaN
                oee_rebirth_requests_total 0.0
                oee_command_outcomes_total{status="confirmed"} 1.0E7
                oee_host_moods{mood="good"} 3.0
                """;

        assertThat(listed.missing("command-service", scraped)).containsExactly("oee_rebirth_waiting");
        assertThat(listed.unlisted("command-service", scraped)).containsExactly("oee_host_moods");
    }

    private static Set<String> named() {
        return expressions()
                .map(NAME::matcher)
                .flatMap(Matcher::results)
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> expressions() {
        return Stream.concat(
                Rules.all().stream().map(rule -> (String) rule.get("expr")),
                Dashboard.all().stream().flatMap(dashboard -> dashboard.queries("expr").stream()));
    }
}
