package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTest {
    private final SparkplugDecoder decoder = new SparkplugDecoder();

    @Test
    void aWillHasTheBytesThatTheFieldNumbersDemand() {
        Payload death = Payload.withoutSeq(1_486_144_502_122L, List.of(Metric.of("bdSeq", DataType.UINT64, 0)));

        byte[] bytes = SparkplugEncoder.encode(death);

        assertThat(bytes).asHexString().isEqualTo("08EAF2F5A8A02B120B0A05626453657120085800");
    }

    @Test
    void everyPartOfAPayloadComesBack() throws MalformedPayloadException {
        Payload payload = Payload.of(
                1_700_000_000_000L,
                255,
                List.of(
                        Metric.of("Count", DataType.INT32, -5).withAlias(7).withTimestamp(1),
                        Metric.of("Total", DataType.UINT64, -1).asHistorical().asTransient(),
                        Metric.of("Speed", DataType.DOUBLE, 1.5).withProperties(PropertySet.ofQuality(192)),
                        Metric.of("On", true).withMetaData(MetaData.EMPTY),
                        Metric.ofNull("Nothing", DataType.TEXT),
                        Metric.of("Flags", ArrayValue.ofBooleans(true, false, true)),
                        Metric.of("Words", ArrayValue.ofStrings("", "ä", "b")),
                        Metric.of("Table", table()),
                        Metric.of("Motor", motor()),
                        Metric.of("Count", DataType.INT16, -5)
                                .withAlias(9)
                                .withoutName()
                                .withoutDataType()));

        Payload decoded = decoder.decode(SparkplugEncoder.encode(payload));

        assertThat(decoded).isEqualTo(payload);
        assertThat(decoded.metrics().getLast().as(DataType.INT16).orElseThrow().value())
                .contains(new LongValue(-5));
    }

    private static DataSetValue table() {
        return new DataSetValue(
                List.of(new DataSetValue.Column("a", DataType.INT8), new DataSetValue.Column("b", DataType.STRING)),
                List.of(
                        DataSetValue.Row.of(new LongValue(-1), new StringValue("x")),
                        new DataSetValue.Row(List.of(Optional.empty(), Optional.empty()))));
    }

    private static TemplateValue motor() {
        return TemplateValue.instanceOf(
                "Motor",
                List.of(Metric.of("rpm", DataType.UINT16, 1500)),
                List.of(Parameter.of("poles", DataType.UINT8, new UnsignedValue(4))));
    }
}
