package io.oeesuite.command.plant;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.Ingest;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MetricValue;

import static io.oeesuite.command.MetricMother.number;
import static org.assertj.core.api.Assertions.assertThat;

class PlantTest {
    private static final SourceId NODE = SourceId.ofNode("g", "n");
    private static final SourceId DEVICE = new SourceId("g", "n", Optional.of("d"));

    private final Plant plant = new Plant();

    @Test
    void theLastLiveValueCounts() {
        born("", 1_000, number("speed", 1));
        said(2_000, number("speed", 2));
        said(3_000, number("speed", 3).toBuilder().setHistorical(true).build());
        said(1_500, number("speed", 4));
        said(4_000, number("other", 5));

        assertThat(value(NODE, "speed")).isEqualTo(2);
        assertThat(plant.find(NODE).orElseThrow().find("other")).isEmpty();
    }

    @Test
    void anEventThatOvertakesItsBirthIsKept() {
        said(2_000, number("speed", 2));
        born("", 1_000, number("speed", 1));

        assertThat(value(NODE, "speed")).isEqualTo(2);
    }

    @Test
    void aNewBirthReplacesWhatWasBefore() {
        born("", 1_000, number("speed", 1), number("gone", 1));
        said(2_000, number("speed", 2));

        born("", 3_000, number("speed", 7));

        assertThat(value(NODE, "speed")).isEqualTo(7);
        assertThat(plant.find(NODE).orElseThrow().find("gone")).isEmpty();
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-edge-node-termination-host-action-{ndeath-node-offline,ndeath-node-tags-stale,"
                    + "ndeath-devices-offline,ndeath-devices-tags-stale}")
    void whatIsOfflineHasStaleMetricsAndKeepsTheirValues() {
        born("", 1_000, number("speed", 1));
        born("d", 1_000, number("speed", 1));

        plant.declare(Ingest.birth("g", "n", "", false, 1_000, List.of(number("speed", 1))));
        plant.declare(Ingest.birth("g", "n", "d", false, 1_000, List.of(number("speed", 1))));

        for (SourceId id : List.of(NODE, DEVICE)) {
            Source source = plant.find(id).orElseThrow();
            assertThat(source.online()).isFalse();
            assertThat(source.metrics()).allMatch(Source.Metric::stale);
        }
        born("d", 5_000, number("speed", 2));
        assertThat(plant.find(DEVICE).orElseThrow().metrics()).noneMatch(Source.Metric::stale);
    }

    private void born(String device, long timeMs, MetricValue... metrics) {
        plant.declare(Ingest.birth("g", "n", device, true, timeMs, List.of(metrics)));
        plant.hear(Ingest.event("g", "n", device, EventKind.EVENT_KIND_BIRTH, timeMs, List.of(metrics)));
    }

    private void said(long timeMs, MetricValue... metrics) {
        plant.hear(Ingest.event("g", "n", "", EventKind.EVENT_KIND_DATA, timeMs, List.of(metrics)));
    }

    private double value(SourceId id, String metric) {
        return plant.find(id).orElseThrow().find(metric).orElseThrow().value().getDoubleValue();
    }
}
