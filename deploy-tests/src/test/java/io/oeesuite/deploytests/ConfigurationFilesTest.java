package io.oeesuite.deploytests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import io.oeesuite.mqtt.MqttSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that a program of their own can check. */
class ConfigurationFilesTest {

    @TempDir
    Path folder;

    static Stream<Map<String, String>> variants() {
        return Stream.of(
                Map.of(),
                Map.of("HAPROXY_SEND_PROXY", "no"),
                Map.of("HAPROXY_SOURCES", "2"),
                Map.of("HAPROXY_SOURCES", "2", "HAPROXY_SOURCE_A", "127.0.0.2", "HAPROXY_SOURCE_B", "127.0.0.3"),
                Map.of("EMQX4", "127.0.0.1:8886"),
                Map.of("EMQX4", "127.0.0.1:8886", "HAPROXY_SOURCES", "2", "EMQX4_B", "127.0.0.1:8886"),
                Map.of("HAPROXY_RESOLVE", "no"),
                Map.of("EMQX4", ""));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void haproxyTakesItsConfiguration(Map<String, String> variant) {
        Program haproxy = Program.called("haproxy");
        SiteCertificates certificates = SiteCertificates.in(folder, List.of("dashboard_HAPROXY"));
        certificates.bundle("dashboard_HAPROXY", folder.resolve("dashboard_HAPROXY.pem"));

        Program.Outcome outcome = haproxy.with(Map.of(
                        "HAPROXY_CERTS",
                        folder.toString(),
                        "EMQX1",
                        "127.0.0.1:8883",
                        "EMQX2",
                        "127.0.0.1:8884",
                        "EMQX3",
                        "127.0.0.1:8885",
                        "EMQX1_B",
                        "127.0.0.1:8883",
                        "EMQX2_B",
                        "127.0.0.1:8884",
                        "EMQX3_B",
                        "127.0.0.1:8885"))
                .with(variant)
                .run("-c", "-f", "deploy/haproxy/haproxy.cfg");

        assertThat(outcome.output()).contains("Configuration file is valid").doesNotContain("WARNING");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void nftablesTakesItsRules() {
        Program.Outcome outcome = Program.called("nft").run("-c", "-f", "deploy/nftables/oee-segmentation.nft");

        // a container may not even look at its rules
        org.junit.jupiter.api.Assumptions.assumeFalse(
                outcome.output().contains("Operation not permitted") && !"true".equals(System.getenv("CI")),
                outcome.output());
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    @Test
    void ansibleTakesItsPlaybook() {
        Program.Outcome outcome = Program.called("ansible-playbook")
                .with(Map.of("LC_ALL", "C.UTF-8"))
                .run(
                        "--syntax-check",
                        "-i",
                        "deploy/ansible/inventory.example.yml",
                        "deploy/ansible/rotate-edge-certificates.yml");

        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    @Test
    void theConnectionTakesTheExamples() throws Exception {
        for (String file : List.of("env.example.device", "env.example.universal")) {
            Map<String, String> settings = Files.readAllLines(
                            Program.ROOT.resolve("deploy").resolve(file))
                    .stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(java.util.stream.Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            SiteCertificates certificates = SiteCertificates.in(folder, List.of("edge_LINE7"));
            Map<String, String> onThisMachine = new java.util.HashMap<>(settings);
            onThisMachine.replaceAll((name, value) -> value.startsWith("/etc/oee/certs/")
                    ? value.replace("/etc/oee/certs/client.", "/etc/oee/certs/client_edge_LINE7.")
                            .replace("/etc/oee/certs", certificates.folder().toString())
                    : value);

            MqttSettings read =
                    MqttSettings.from(name -> java.util.Optional.ofNullable(onThisMachine.get(name)), "edge_LINE7");

            assertThat(read.toString()).as(file).contains("mqtt.oee.local:8883").contains("edge_LINE7");
        }
    }

    @Test
    void lokisFilesAreYaml() throws Exception {
        for (String file : List.of("loki.yml", "datasource.yml")) {
            Map<String, Object> content = new Yaml()
                    .load(Files.readString(Program.ROOT.resolve("deploy/loki").resolve(file)));
            assertThat(content).as(file).isNotEmpty();
        }
    }
}
