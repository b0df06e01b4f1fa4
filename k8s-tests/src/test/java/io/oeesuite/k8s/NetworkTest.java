package io.oeesuite.k8s;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The network policies of the production example let through these flows, and no others: a flow between pods of ours is open when both ends say so. */
class NetworkTest {
    private static final String SITE = "production";

    /** From, to, port. What stands in capitals is not ours. */
    private static final Set<String> FLOWS = flows("""
            EDGE emqx 8883
            ingest-service emqx 8883
            oee-analytics-service emqx 8883
            alert-sender emqx 8883
            command-service emqx 8883
            auth-service emqx 8883
            helm-test emqx 8883
            emqx emqx 4370
            emqx emqx 5369
            emqx auth-service 8482
            emqx auth-service 8082
            ingest-service KAFKA 9093
            oee-analytics-service KAFKA 9093
            alert-sender KAFKA 9093
            command-service KAFKA 9093
            oee-analytics-service postgres 5432
            auth-service postgres 5432
            KEYCLOAK postgres 5432
            KEYCLOAK-REALM-IMPORT postgres 5432
            postgres postgres 5432
            postgres postgres 8000
            POSTGRES-OPERATOR postgres 5432
            POSTGRES-OPERATOR postgres 8000
            PROMETHEUS postgres 9187
            GRAFANA postgres 5432
            oee-analytics-service ANYWHERE 443
            alert-sender ANYWHERE 443
            command-service ANYWHERE 443
            auth-service ANYWHERE 443
            helm-test ANYWHERE 443
            oee-analytics-service ANYWHERE 8443
            alert-sender ANYWHERE 8443
            command-service ANYWHERE 8443
            auth-service ANYWHERE 8443
            helm-test ANYWHERE 8443
            alert-sender 10.30.0.25/32 587
            INGRESS oee-analytics-service 8080
            INGRESS command-service 8081
            INGRESS auth-service 8082
            INGRESS alert-sender 8084
            PROMETHEUS ingest-service 8083
            PROMETHEUS oee-analytics-service 8080
            PROMETHEUS alert-sender 8084
            PROMETHEUS command-service 8081
            PROMETHEUS auth-service 8082
            PROMETHEUS emqx 18083
            helm-test oee-analytics-service 8080
            ingest-service DNS 53
            oee-analytics-service DNS 53
            alert-sender DNS 53
            command-service DNS 53
            auth-service DNS 53
            emqx DNS 53
            helm-test DNS 53
            """);

    @Test
    void letTheFlowThroughAndNothingElse() {
        Set<String> inbound = new TreeSet<>();
        Set<String> outbound = new TreeSet<>();
        policies().forEach(policy -> {
            String self = policy.component();
            Manifest.list(policy.content(), "spec", "ingress")
                    .forEach(rule -> add(inbound, peers(rule, "from", "EDGE"), List.of(self), ports(rule)));
            Manifest.list(policy.content(), "spec", "egress")
                    .forEach(rule -> add(outbound, List.of(self), peers(rule, "to", "ANYWHERE"), ports(rule)));
        });

        assertThat(open(inbound, outbound)).containsExactlyInAnyOrderElementsOf(FLOWS);
    }

    @Test
    void bothEndsAgree() {
        Set<String> ours = policies().map(Manifest::component).collect(Collectors.toSet());
        Set<String> inbound = new TreeSet<>();
        Set<String> outbound = new TreeSet<>();
        policies().forEach(policy -> {
            Manifest.list(policy.content(), "spec", "ingress")
                    .forEach(rule ->
                            add(inbound, peers(rule, "from", "EDGE"), List.of(policy.component()), ports(rule)));
            Manifest.list(policy.content(), "spec", "egress")
                    .forEach(rule ->
                            add(outbound, List.of(policy.component()), peers(rule, "to", "ANYWHERE"), ports(rule)));
        });
        inbound.removeIf(flow -> !ours.contains(flow.split(" ")[0]) || !isBoundOutwards(flow.split(" ")[0]));
        outbound.removeIf(flow -> !ours.contains(flow.split(" ")[1]));

        assertThat(inbound).isEqualTo(outbound);
    }

    @Test
    void leadToTheRealmAtItsPort() {
        Manifest policy = RenderedChart.get("existing-infrastructure", "NetworkPolicy/oee-command-service");

        assertThat(Manifest.list(policy.content(), "spec", "egress"))
                .as("to https://login.corp.example:8443, at 10.1.5.20")
                .anySatisfy(rule -> {
                    assertThat(rule.toString()).contains("10.1.5.20/32");
                    assertThat(ports(rule)).containsExactly("8443");
                });
    }

    @TestFactory
    Stream<DynamicTest> coverEveryPod() {
        return GeneratedFiles.SITES.stream()
                .flatMap(site -> RenderedChart.withPods(site)
                        .map(pod -> DynamicTest.dynamicTest(site + " " + pod.id(), () -> {
                            Object labels = (pod.kind().equals("Pod")
                                            ? pod.at("metadata", "labels")
                                            : pod.at("spec", "template", "metadata", "labels"))
                                    .orElseThrow();
                            assertThat(RenderedChart.of(site).stream()
                                            .filter(policy -> policy.kind().equals("NetworkPolicy"))
                                            .filter(policy -> Manifest.castMap(labels)
                                                    .entrySet()
                                                    .containsAll(
                                                            selected(policy).entrySet())))
                                    .hasSize(1)
                                    .allSatisfy(policy -> assertThat(policy.at("spec", "policyTypes"))
                                            .contains(List.of("Ingress", "Egress")));
                        })));
    }

    private static Map<String, Object> selected(Manifest policy) {
        return Manifest.castMap(policy.at("spec", "podSelector", "matchLabels").orElseThrow());
    }

    private static Stream<Manifest> policies() {
        return RenderedChart.of(SITE).stream()
                .filter(manifest -> manifest.kind().equals("NetworkPolicy"));
    }

    /** Whether its policy says where it may go; PostgreSQL's leaves that to the operator. */
    private static boolean isBoundOutwards(String component) {
        return policies()
                .filter(policy -> policy.component().equals(component))
                .allMatch(policy -> policy.at("spec", "policyTypes").equals(Optional.of(List.of("Ingress", "Egress"))));
    }

    private static Set<String> open(Set<String> inbound, Set<String> outbound) {
        Set<String> ours = policies().map(Manifest::component).collect(Collectors.toSet());
        return Stream.concat(inbound.stream(), outbound.stream())
                .filter(flow -> {
                    String[] part = flow.split(" ");
                    boolean within = ours.contains(part[0]) && ours.contains(part[1]);
                    return !within || inbound.contains(flow) && (outbound.contains(flow) || !isBoundOutwards(part[0]));
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void add(Set<String> flows, List<String> from, List<String> to, List<String> ports) {
        from.forEach(
                source -> to.forEach(target -> ports.forEach(port -> flows.add(source + " " + target + " " + port))));
    }

    private static List<String> ports(Map<String, Object> rule) {
        List<Map<String, Object>> ports = Manifest.list(rule, "ports");
        assertThat(ports).as("a rule without ports lets everything through").isNotEmpty();
        return ports.stream()
                .map(port -> String.valueOf(port.get("port")))
                .distinct()
                .toList();
    }

    private static List<String> peers(Map<String, Object> rule, String key, String anybody) {
        List<Map<String, Object>> peers = Manifest.list(rule, key);
        if (peers.isEmpty()) {
            return List.of(anybody);
        }
        return peers.stream().map(NetworkTest::named).toList();
    }

    private static String named(Map<String, Object> peer) {
        String text = peer.toString();
        if (text.contains("kube-dns")) {
            return "DNS";
        }
        if (text.contains("app.kubernetes.io/name=grafana")) {
            return "GRAFANA";
        }
        if (text.contains("=monitoring")) {
            return "PROMETHEUS";
        }
        if (text.contains("=ingress-nginx")) {
            return "INGRESS";
        }
        if (text.contains("strimzi.io/cluster")) {
            return "KAFKA";
        }
        if (text.contains("cnpg.io/cluster=oee-postgres")) {
            return "postgres";
        }
        if (text.contains("=cnpg-system")) {
            return "POSTGRES-OPERATOR";
        }
        if (text.contains("app.kubernetes.io/instance=oee-keycloak")) {
            return Manifest.at(peer, "podSelector", "matchLabels", "app")
                    .map(app -> ((String) app).toUpperCase(Locale.ROOT))
                    .orElseThrow();
        }
        if (text.contains("cidr=10.20.0.0/16")) {
            return "EDGE";
        }
        return Manifest.at(peer, "ipBlock", "cidr")
                .or(() -> Manifest.at(peer, "podSelector", "matchLabels", "app.kubernetes.io/name"))
                .map(String::valueOf)
                .orElseThrow(() -> new AssertionError("Who is " + text + "?"));
    }

    private static Set<String> flows(String lines) {
        return Arrays.stream(lines.split("\n")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }
}
