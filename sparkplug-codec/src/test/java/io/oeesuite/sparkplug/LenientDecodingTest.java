package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What other encoders may send without being wrong. */
class LenientDecodingTest {
    private static final String EVERYWHERE = """
            ? 0801 ? 12[
              ? 0A016D ? 2010 ? 42[ ? 1803 ? ] ?
              4A[ ? 0A016B ? 12[ ? 0815 ? 52[ ? 0A[ ? 0A0171 ? 12[ ? 0803 ? 1807 ? ] ? ] ? ] ? ] ? ] ?
              8A01[ ? 0801 ? 120161 ? 1801 ? 22[ ? 0A[ ? 0805 ? ] ? ] ? ] ?
            ] ? 12[
              ? 0A0174 ? 2013 ? 9201[ ? 12[ ? 1001 ? ] ? 1A[ ? 0A0170 ? 1003 ? 1809 ? ] ? 2801 ? ] ?
            ] ? 1802 ?
            """.replace("\n", "");

    private final SparkplugDecoder decoder = new SparkplugDecoder();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "A006 05", // varint
                "A106 0102030405060708", // fixed64
                "A206 02 FFFF", // length-delimited
                "A306 A006 05 AB06 AC06 A406", // a group within a group
                "A506 01020304", // fixed32
                "F8FFFFFF0F 05" // the highest field number
            })
    void unknownFieldsAreSkippedInEveryMessage(String unknown) throws MalformedPayloadException {
        byte[] plain = HexMessage.of(EVERYWHERE.replace("?", ""));
        byte[] extended = HexMessage.of(EVERYWHERE.replace("?", unknown).replaceAll(" ", ""));

        assertThat(extended.length).isGreaterThan(plain.length);
        assertThat(decoder.decode(extended)).isEqualTo(decoder.decode(plain));
        assertThat(cursorMetrics(extended)).isEqualTo(2);
    }

    @Test
    void fieldsMayComeInAnyOrder() throws MalformedPayloadException {
        assertThat(decoder.decode(HexMessage.of("1802 12[ 5005 2003 0A016D ] 0801")))
                .isEqualTo(Payload.of(1, 2, List.of(Metric.of("m", DataType.INT32, 5))));
    }

    @Test
    void theLastOfARepeatedFieldCounts() throws MalformedPayloadException {
        assertThat(decoder.decode(HexMessage.of("0805 0801 1809 1802 12[ 0A0178 0A016D 2009 2003 7A00 5005 ]")))
                .isEqualTo(Payload.of(1, 2, List.of(Metric.of("m", DataType.INT32, 5))));
    }

    @Test
    void columnTypesMayBePackedOrNotAndStandBehindTheRows() throws MalformedPayloadException {
        Payload unpacked = decoder.decode(
                HexMessage.of("12[ 0A016D 2010 8A01[ 120161 120162 1801 1807 22[ 0A[0805] 0A[0806] ] ] ]"));
        Payload packed = decoder.decode(
                HexMessage.of("12[ 0A016D 2010 8A01[ 120161 120162 22[ 0A[0805] 0A[0806] ] 1A[01 07] ] ]"));

        assertThat(packed).isEqualTo(unpacked);
    }

    @Test
    void numbersMayBeWrittenLongerThanNeeded() throws MalformedPayloadException {
        Payload payload = decoder.decode(HexMessage.of("8880808000 01 12[ 0A016D 2003 50 FBFFFFFFFFFFFFFFFF01 ]"));

        assertThat(payload.timestamp()).isEqualTo(OptionalLong.of(1));
        assertThat(payload.metrics()).containsExactly(Metric.of("m", DataType.INT32, -5));
    }

    @Test
    void dataTypeZeroMeansThatTheTypeIsNotGiven() throws MalformedPayloadException {
        assertThat(decoder.decodeMetric(HexMessage.of("0A016D 2000 5005")))
                .isEqualTo(Metric.ofNull("m", DataType.INT32).withoutDataType().withValue(Optional.of(new IntBits(5))));
    }

    @Test
    void aMetricWithoutValueIsNull() throws MalformedPayloadException {
        assertThat(decoder.decodeMetric(HexMessage.of("0A016D 2003"))).isEqualTo(Metric.ofNull("m", DataType.INT32));
        assertThat(decoder.decodeMetric(HexMessage.of("0A016D 2003 9A01[]")))
                .as("an extension value is unknown to us")
                .isEqualTo(Metric.ofNull("m", DataType.INT32));
    }

    @Test
    void anyNonZeroFlagIsTrue() throws MalformedPayloadException {
        assertThat(decoder.decodeMetric(HexMessage.of("0A016D 200B 28 02 30 8001 7005")))
                .isEqualTo(Metric.of("m", true).asHistorical().asTransient());
    }

    @Test
    void theEmptyPayloadHasNothing() throws MalformedPayloadException {
        Payload payload = decoder.decode(new byte[0]);

        assertThat(payload.metrics()).isEmpty();
        assertThat(payload.seq()).isEmpty();
        assertThat(payload.timestamp()).isEmpty();
    }

    private static int cursorMetrics(byte[] bytes) throws MalformedPayloadException {
        PayloadCursor cursor = new PayloadCursor();
        cursor.on(bytes);
        int metrics = 0;
        while (cursor.next()) {
            metrics++;
        }
        return metrics;
    }
}
