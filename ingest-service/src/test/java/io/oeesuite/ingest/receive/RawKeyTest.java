package io.oeesuite.ingest.receive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RawKeyTest {
    private final RawKey keys = new RawKey("iotflow");

    @ParameterizedTest
    @CsvSource({
        "spBv1.0/G/NBIRTH/N, G/N",
        "spBv1.0/G/NDATA/N, G/N",
        "spBv1.0/G/DDATA/N/D, G/N",
        "spBv1.0/G 1/DDATA/edge_PLANT01-LINE01/FILLER, G 1/edge_PLANT01-LINE01",
        "spBv1.0/G/WHATEVER/N/D/E/F, G/N",
        "spBv1.0/STATE/NDATA/N, STATE/N",
        "iotflow/devices/press-7/telemetry/sensors, iotflow/press-7",
        "iotflow/devices/press-7/status/online, iotflow/press-7",
    })
    void allMessagesOfAnEdgeNodeHaveTheSameKey(String topic, String key) {
        assertThat(keys.of(topic)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spBv1.0/",
                "spBv1.0/G",
                "spBv1.0/G/NDATA",
                "spBv1.0/G/NDATA/",
                "spBv1.0//NDATA/N",
                "spBv1.0/G/DDATA//D",
                "spBv1.0",
                "iotflow/devices/",
                "iotflow/devices/x",
                "iotflow/devices//telemetry/sensors",
                "iotflow/system/health",
                "something/else",
                "/",
            })
    void aTopicThatNamesNoEdgeNodeIsItsOwnKey(String topic) {
        assertThat(keys.of(topic)).isEqualTo(topic);
    }

    @Test
    void theBaseOfJsonTopicsMayHaveLevels() {
        assertThat(new RawKey("acme/plant").of("acme/plant/devices/x/telemetry/sensors"))
                .isEqualTo("acme/plant/x");
    }
}
