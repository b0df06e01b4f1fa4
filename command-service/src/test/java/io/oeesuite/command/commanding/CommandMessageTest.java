package io.oeesuite.command.commanding;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.MetricMother;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.UnsignedValue;

import static io.oeesuite.command.commanding.CommandMother.rebirth;
import static io.oeesuite.command.commanding.CommandMother.write;
import static org.assertj.core.api.Assertions.assertThat;

class CommandMessageTest {

    @Test
    @DisplayName(
            "tck-id-topics-dcmd-topic, tck-id-payloads-dcmd-timestamp, tck-id-payloads-dcmd-seq, tck-id-payloads-name-cmd-requirement,"
                    + " tck-id-operational-behavior-data-commands-dcmd-metric-name")
    void aDeviceCommandHasNamesTypesAndTimesAndNoSeq() throws MalformedPayloadException {
        CommandMessage message = CommandMessage.of(write("1").build(), 5_000);
        Payload payload = new SparkplugDecoder().decode(message.payload());

        assertThat(message.topic()).isEqualTo("spBv1.0/g/DCMD/n/d");
        assertThat(payload.timestamp()).hasValue(5_000);
        assertThat(payload.seq()).isEmpty();
        Metric metric = payload.metrics().getFirst();
        assertThat(metric.name()).contains("speed");
        assertThat(metric.alias()).isEmpty();
        assertThat(metric.dataType()).contains(DataType.DOUBLE);
        assertThat(metric.timestamp()).hasValue(5_000);
    }

    @Test
    @DisplayName("tck-id-topics-ncmd-topic, tck-id-operational-behavior-data-commands-ncmd-rebirth-name")
    void aRebirthOfANodeIsByName() throws MalformedPayloadException {
        CommandMessage message = CommandMessage.of(rebirth("1", "n").build(), 5_000);

        assertThat(message.topic()).isEqualTo("spBv1.0/g/NCMD/n");
        assertThat(new SparkplugDecoder()
                        .decode(message.payload())
                        .metrics()
                        .getFirst()
                        .name())
                .contains("Node Control/Rebirth");
    }

    @Test
    void aRebirthOfADeviceGoesToTheDevice() throws MalformedPayloadException {
        CommandMessage message =
                CommandMessage.of(rebirth("1", "n").setDevice("d").build(), 5_000);

        assertThat(message.topic()).isEqualTo("spBv1.0/g/DCMD/n/d");
        assertThat(new SparkplugDecoder()
                        .decode(message.payload())
                        .metrics()
                        .getFirst()
                        .name())
                .contains("Device Control/Rebirth");
    }

    @Test
    void theLargestUnsignedNumberArrivesWhole() throws MalformedPayloadException {
        MetricValue largest =
                MetricMother.metric("big", DataType.UINT64).setUintValue(-1).build();
        Command command = write("1").clearMetrics().addMetrics(largest).build();

        Metric read = new SparkplugDecoder()
                .decode(CommandMessage.of(command, 1).payload())
                .metrics()
                .getFirst();

        assertThat(read.value()).contains(new UnsignedValue(-1));
    }
}
