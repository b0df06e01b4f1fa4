package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.Ingest;
import io.oeesuite.command.MetricMother;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;

import static io.oeesuite.command.MetricMother.number;
import static io.oeesuite.command.MetricMother.whole;
import static io.oeesuite.command.commanding.CommandMother.DEVICE;
import static io.oeesuite.command.commanding.CommandMother.rebirth;
import static io.oeesuite.command.commanding.CommandMother.write;
import static org.assertj.core.api.Assertions.assertThat;

class ConfirmationsTest {
    private final Confirmations confirmations = new Confirmations(Duration.ofSeconds(10));

    @Test
    void aWriteIsConfirmedWhenAllOfItIsReported() {
        confirmations.expect(
                CommandRecord.accepted(write("1").addMetrics(whole("mode", 3)).build(), 0), 1_000);

        assertThat(confirmations.hear(DEVICE, data(number("speed", 119)))).isEmpty();
        assertThat(confirmations.hear(DEVICE, data(number("speed", 120)))).isEmpty();
        assertThat(confirmations.hear(DEVICE, data(whole("mode", 3)))).containsExactly("1");
        assertThat(confirmations.isExpected(DEVICE)).isFalse();
    }

    @Test
    void whatWasReceivedBeforeTheCommandWasSentConfirmsNothing() {
        confirmations.expect(CommandRecord.accepted(write("1").build(), 0), 2_001);

        assertThat(confirmations.hear(DEVICE, data(number("speed", 120)))).isEmpty();

        confirmations.expect(CommandRecord.accepted(write("2").build(), 0), 2_000);
        assertThat(confirmations.hear(DEVICE, data(number("speed", 120)))).containsExactly("2");
    }

    @Test
    void historicalValuesConfirmNothing() {
        confirmations.expect(CommandRecord.accepted(write("1").build(), 0), 1_000);

        MetricValue past = number("speed", 120).toBuilder().setHistorical(true).build();

        assertThat(confirmations.hear(DEVICE, data(past))).isEmpty();
    }

    @Test
    void aFloatConfirmsADouble() {
        confirmations.expect(
                CommandRecord.accepted(
                        write("1")
                                .clearMetrics()
                                .addMetrics(number("speed", 0.1))
                                .build(),
                        0),
                1_000);

        MetricValue single = MetricMother.metric("speed", io.oeesuite.sparkplug.DataType.FLOAT)
                .setFloatValue(0.1f)
                .build();

        assertThat(confirmations.hear(DEVICE, data(single))).containsExactly("1");
    }

    @Test
    void aRebirthIsConfirmedByTheBirthOnly() {
        SourceId node = SourceId.ofNode("g", "n");
        confirmations.expect(CommandRecord.accepted(rebirth("1", "n").build(), 0), 1_000);

        assertThat(confirmations.hear(node, Ingest.event("g", "n", "", EventKind.EVENT_KIND_DATA, 2_000, List.of())))
                .isEmpty();
        assertThat(confirmations.hear(node, Ingest.event("g", "n", "", EventKind.EVENT_KIND_BIRTH, 2_000, List.of())))
                .containsExactly("1");
    }

    @Test
    void whatIsNotConfirmedInTimeIsSaidToBeMissing() {
        confirmations.expect(CommandRecord.accepted(write("1").build(), 0), 1_000);

        assertThat(confirmations.overdue(10_999)).isEmpty();
        assertThat(confirmations.overdue(11_000))
                .containsExactly(new Confirmations.Overdue("1", "not reported with the commanded value: speed"));
        assertThat(confirmations.hear(DEVICE, data(number("speed", 120)))).isEmpty();
    }

    private static MachineEvent data(MetricValue... metrics) {
        return Ingest.event("g", "n", "d", EventKind.EVENT_KIND_DATA, 2_000, List.of(metrics));
    }
}
