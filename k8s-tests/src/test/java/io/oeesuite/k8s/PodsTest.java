package io.oeesuite.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What every pod must be, whatever it does. */
class PodsTest {
    private static final Map<String, Integer> SERVICES = Map.of(
            "ingest-service",
            8083,
            "oee-analytics-service",
            8080,
            "alert-sender",
            8084,
            "command-service",
            8081,
            "auth-service",
            8082);

    @TestFactory
    Stream<DynamicTest> mayDoNoMoreThanTheyMust() {
        return pods((site, manifest) -> {
            Object pod = manifest.podSpec().orElseThrow();
            assertThat(Manifest.at(pod, "automountServiceAccountToken")).contains(false);
            assertThat(Manifest.at(pod, "securityContext", "runAsNonRoot")).contains(true);
            assertThat(Manifest.at(pod, "securityContext", "seccompProfile", "type"))
                    .contains("RuntimeDefault");
            assertThat(Manifest.at(pod, "hostNetwork")).isEmpty();
            assertThat(manifest.containers()).isNotEmpty().allSatisfy(container -> {
                assertThat(Manifest.at(container, "securityContext", "allowPrivilegeEscalation"))
                        .contains(false);
                assertThat(Manifest.at(container, "securityContext", "readOnlyRootFilesystem"))
                        .contains(true);
                assertThat(Manifest.at(container, "securityContext", "capabilities", "drop"))
                        .contains(List.of("ALL"));
                assertThat(Manifest.at(container, "resources", "limits", "memory"))
                        .isPresent();
                assertThat(Manifest.at(container, "resources", "requests", "cpu"))
                        .isPresent();
                assertThat((String) container.get("image")).matches(".+:.+").doesNotEndWith(":latest");
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> writeOnlyWhereAVolumeIs() {
        return pods((site, manifest) -> {
            Object pod = manifest.podSpec().orElseThrow();
            Set<Object> volumes = Stream.concat(
                            Manifest.list(pod, "volumes").stream(),
                            Manifest.list(manifest.content(), "spec", "volumeClaimTemplates").stream()
                                    .map(claim -> Manifest.castMap(claim.get("metadata"))))
                    .map(volume -> volume.get("name"))
                    .collect(Collectors.toSet());
            for (Map<String, Object> container : manifest.containers()) {
                List<Map<String, Object>> mounts = Manifest.list(container, "volumeMounts");
                assertThat(mounts)
                        .extracting(mount -> mount.get("name"))
                        .isSubsetOf(volumes)
                        .doesNotHaveDuplicates();
                // by subPath a renewed secret would never arrive
                assertThat(mounts).noneMatch(mount -> mount.containsKey("subPath"));
                assertThat(mounts).anyMatch(mount -> "/tmp".equals(mount.get("mountPath")));
                Manifest.list(container, "env").stream()
                        .map(variable -> variable.get("value"))
                        .filter(value ->
                                value instanceof String path && path.matches("/(etc/oee|var/lib/oee|certs|data)/.*"))
                        .forEach(path -> assertThat(mounts)
                                .as("a volume for " + path)
                                .anyMatch(mount -> ((String) path).startsWith((String) mount.get("mountPath"))));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sayWhenTheyAreReadyAndEndInPeace() {
        return pods((site, manifest) -> {
            Integer port = SERVICES.get(manifest.component());
            if (port == null) {
                return;
            }
            Object container = manifest.containers().getLast();
            assertThat(Manifest.at(container, "startupProbe", "httpGet", "path"))
                    .contains("/q/health/started");
            assertThat(Manifest.at(container, "livenessProbe", "httpGet", "path"))
                    .contains("/q/health/live");
            assertThat(Manifest.at(container, "readinessProbe", "httpGet", "path"))
                    .contains("/q/health/ready");
            assertThat(Manifest.list(container, "ports"))
                    .extracting(its -> its.get("containerPort"))
                    .isEqualTo(ports(port, environment(container)));
            assertThat(environment(container))
                    .containsEntry("HTTP_PORT", port.toString())
                    .containsEntry("HTTP_HOST", "0.0.0.0");
            int sleep = (Integer) Manifest.at(container, "lifecycle", "preStop", "sleep", "seconds")
                    .orElseThrow();
            int grace = (Integer) Manifest.at(manifest.podSpec().orElseThrow(), "terminationGracePeriodSeconds")
                    .orElseThrow();
            assertThat(grace).isGreaterThan(sleep + 15);
            assertThat(Manifest.list(manifest.podSpec().orElseThrow(), "topologySpreadConstraints"))
                    .extracting(constraint -> constraint.get("topologyKey"))
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        });
    }

    private static List<Integer> ports(int http, Map<String, Object> environment) {
        return environment.containsKey("HTTPS_PORT")
                ? List.of(http, Integer.valueOf((String) environment.get("HTTPS_PORT")))
                : List.of(http);
    }

    @TestFactory
    Stream<DynamicTest> ofEachServiceAreThereWithAllThatBelongsToThem() {
        return GeneratedFiles.SITES.stream()
                .flatMap(site -> SERVICES.keySet().stream()
                        .map(service -> DynamicTest.dynamicTest(site + " " + service, () -> {
                            List<String> kinds = RenderedChart.of(site).stream()
                                    .filter(manifest -> manifest.component().equals(service))
                                    .map(Manifest::kind)
                                    .toList();
                            assertThat(kinds)
                                    .contains("ServiceAccount", "Service", "NetworkPolicy")
                                    .containsAnyOf("StatefulSet", "Deployment");
                            if (!site.equals("small")) {
                                assertThat(kinds).contains("ServiceMonitor");
                            }
                            if (site.equals("production")) {
                                assertThat(kinds).contains("PodDisruptionBudget");
                            }
                        })));
    }

    static Map<String, Object> environment(Object container) {
        return Manifest.list(container, "env").stream()
                .filter(variable -> variable.containsKey("value"))
                .collect(
                        Collectors.toMap(variable -> (String) variable.get("name"), variable -> variable.get("value")));
    }

    private interface Check {
        void of(String site, Manifest manifest);
    }

    private static Stream<DynamicTest> pods(Check check) {
        return GeneratedFiles.SITES.stream()
                .flatMap(site -> RenderedChart.withPods(site)
                        .map(manifest ->
                                DynamicTest.dynamicTest(site + " " + manifest.id(), () -> check.of(site, manifest))));
    }
}
