package io.oeesuite.simulator.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @Test
    void defaults() {
        SimulatorSettings simulator = config(Map.of()).getConfigMapping(SimulatorSettings.class);
        SparkplugSettings sparkplug = config(Map.of()).getConfigMapping(SparkplugSettings.class);

        assertThat(simulator.scenario()).isEqualTo("default");
        assertThat(simulator.dataDir()).isEqualTo(Path.of(".local/simulator"));
        assertThat(simulator.backfill()).isZero();
        assertThat(simulator.timeScale()).isEqualTo(1);
        assertThat(simulator.seed()).isEmpty();
        assertThat(simulator.certsDir()).isEmpty();
        assertThat(simulator.queueLimit()).isEqualTo(1_000_000);
        assertThat(simulator.jsonBase()).isEqualTo("iotflow");
        assertThat(simulator.jsonDevices()).isFalse();
        assertThat(sparkplug.groupId()).isEqualTo("PLANT01");
        assertThat(sparkplug.edgeNodeId()).isEmpty();
        assertThat(sparkplug.deviceIds()).isEmpty();
        assertThat(sparkplug.hostId()).isEmpty();
        assertThat(sparkplug.qos()).isEqualTo(1);
        assertThat(sparkplug.aliases()).isFalse();
        assertThat(sparkplug.complexMetrics()).isFalse();
        assertThat(sparkplug.bdseq()).isZero();
    }

    @Test
    void namesInTheEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SIMULATOR_SCENARIO", "none");
        environment.put("SIMULATOR_DATA_DIR", "/data");
        environment.put("SIMULATOR_BACKFILL", "PT8H");
        environment.put("SIMULATOR_TIME_SCALE", "60");
        environment.put("SIMULATOR_SEED", "4");
        environment.put("SIMULATOR_CERTS_DIR", "/certs");
        environment.put("SIMULATOR_QUEUE_LIMIT", "5");
        environment.put("SIMULATOR_JSON_BASE", "site");
        environment.put("SIMULATOR_JSON_DEVICES", "true");
        environment.put("SPARKPLUG_GROUP_ID", "G");
        environment.put("SPARKPLUG_EDGE_NODE_ID", "N");
        environment.put("SPARKPLUG_DEVICE_IDS", "A,B");
        environment.put("SPARKPLUG_HOST_ID", "H");
        environment.put("SPARKPLUG_QOS", "0");
        environment.put("SPARKPLUG_ALIASES", "true");
        environment.put("SPARKPLUG_COMPLEX_METRICS", "true");
        environment.put("SPARKPLUG_BDSEQ", "9");

        SimulatorSettings simulator = config(environment).getConfigMapping(SimulatorSettings.class);
        SparkplugSettings sparkplug = config(environment).getConfigMapping(SparkplugSettings.class);

        assertThat(simulator.scenario()).isEqualTo("none");
        assertThat(simulator.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(simulator.backfill()).isEqualTo(Duration.ofHours(8));
        assertThat(simulator.timeScale()).isEqualTo(60);
        assertThat(simulator.seed()).contains(4L);
        assertThat(simulator.certsDir()).contains(Path.of("/certs"));
        assertThat(simulator.queueLimit()).isEqualTo(5);
        assertThat(simulator.jsonBase()).isEqualTo("site");
        assertThat(simulator.jsonDevices()).isTrue();
        assertThat(sparkplug.groupId()).isEqualTo("G");
        assertThat(sparkplug.edgeNodeId()).contains("N");
        assertThat(sparkplug.deviceIds()).contains(List.of("A", "B"));
        assertThat(sparkplug.hostId()).contains("H");
        assertThat(sparkplug.qos()).isZero();
        assertThat(sparkplug.aliases()).isTrue();
        assertThat(sparkplug.complexMetrics()).isTrue();
        assertThat(sparkplug.bdseq()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "SPARKPLUG_QOS,2",
        "SPARKPLUG_BDSEQ,256",
        "SIMULATOR_TIME_SCALE,0",
        "SIMULATOR_BACKFILL,-PT1H",
        "SIMULATOR_QUEUE_LIMIT,0"
    })
    void whatMakesNoSenseIsNamed(String name, String value) {
        SmallRyeConfig config = config(Map.of(name, value));

        assertThatThrownBy(() -> SettingsCheck.check(
                        config.getConfigMapping(SimulatorSettings.class),
                        config.getConfigMapping(SparkplugSettings.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(SimulatorSettings.class)
                .withMapping(SparkplugSettings.class)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, text -> Duration.parse(text.contains("P") ? text : "PT" + text))
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
