package io.oeesuite.sparkplug;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.sun.management.ThreadMXBean;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;
import io.oeesuite.sparkplug.MetricCursor.ValueField;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PayloadCursorTest {
    private final PayloadCursor cursor = new PayloadCursor();

    @Test
    void theEnvelopeIsReadWithoutTheMetrics() throws MalformedPayloadException {
        cursor.on(SparkplugEncoder.encode(Payload.of(1_700_000_000_000L, 255, List.of(Metric.of("a", true)))));

        assertThat(cursor.hasTimestamp()).isTrue();
        assertThat(cursor.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(cursor.hasSeq()).isTrue();
        assertThat(cursor.seq()).isEqualTo(255);
        assertThat(cursor.metricCount()).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOverFromTheFormerPayload() throws MalformedPayloadException {
        cursor.on(SparkplugEncoder.encode(Payload.of(
                1,
                1,
                List.of(Metric.of("a", DataType.INT8, 1)
                        .withAlias(1)
                        .withTimestamp(1)
                        .asHistorical()
                        .asTransient()))));
        cursor.next();
        cursor.on(HexMessage.of("12[ 1007 ]"));

        assertThat(cursor.hasSeq()).isFalse();
        assertThat(cursor.hasTimestamp()).isFalse();
        assertThat(cursor.next()).isTrue();
        MetricCursor metric = cursor.metric();
        assertThat(metric.hasName()).isFalse();
        assertThat(metric.isNamed(new byte[0])).isFalse();
        assertThat(metric.alias()).isEqualTo(7);
        assertThat(metric.hasTimestamp()).isFalse();
        assertThat(metric.dataTypeCode()).isZero();
        assertThat(metric.isHistorical()).isFalse();
        assertThat(metric.isTransient()).isFalse();
        assertThat(metric.valueField()).isEqualTo(ValueField.NONE);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aSliceOfALargerArrayIsRead() throws MalformedPayloadException {
        byte[] payload = SparkplugEncoder.encode(Payload.of(1, 2, List.of(Metric.of("name", "text"))));
        byte[] larger = new byte[payload.length + 20];
        System.arraycopy(payload, 0, larger, 10, payload.length);

        cursor.on(larger, 10, payload.length);

        assertThat(cursor.next()).isTrue();
        MetricCursor metric = cursor.metric();
        assertThat(metric.isNamed("name".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(metric.isNamed("nam".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(new String(larger, metric.nameOffset(), metric.nameLength(), StandardCharsets.UTF_8))
                .isEqualTo(metric.name())
                .isEqualTo("name");
        assertThat(new String(larger, metric.valueOffset(), metric.valueLength(), StandardCharsets.UTF_8))
                .isEqualTo("text");
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void theByteAtFaultIsCountedFromTheStartOfThePayload() {
        byte[] bytes = {0, 0, 0, 0x18};

        var thrown = catchThrowableOfType(MalformedPayloadException.class, () -> cursor.on(bytes, 3, 1));

        assertThat(thrown.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(thrown.offset()).isEqualTo(1);
    }

    @Test
    void nothingIsReadBeyondTheLengthGiven() {
        byte[] bytes = HexMessage.of("1805 1806");

        var thrown = catchThrowableOfType(MalformedPayloadException.class, () -> cursor.on(bytes, 0, 3));

        assertThat(thrown.reason()).isEqualTo(Reason.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({
        "12[1001 18FFFFFFFFFFFFFFFFFF01], TIMESTAMP_OUT_OF_RANGE",
        "12[1001 2014 5000], UNKNOWN_DATA_TYPE",
        "12[1001 2023], UNKNOWN_DATA_TYPE",
        "12[1001 207F 5000], UNKNOWN_DATA_TYPE",
        "12[2003], NEITHER_NAME_NOR_ALIAS",
        "12[0A01FF], INVALID_UTF8",
        "12[1001 7A01FF], INVALID_UTF8",
        "12[1001 2200], WRONG_WIRE_TYPE",
        "12[1001 5500000000], WRONG_WIRE_TYPE",
        "12[10], TRUNCATED",
        "12[1001 18] 18FF01, TRUNCATED",
        "12[1001 20] 18FF01, TRUNCATED",
        "12[1001 18FFFFFF] 1801 1801 1801 1801, TRUNCATED"
    })
    void aMalformedMetricIsRefusedAsTheDecoderDoes(String hex, Reason reason) throws MalformedPayloadException {
        byte[] bytes = HexMessage.of(hex);

        Reason ofCursor = catchThrowableOfType(MalformedPayloadException.class, () -> {
                    cursor.on(bytes);
                    cursor.next();
                })
                .reason();
        Reason ofDecoder = catchThrowableOfType(
                        MalformedPayloadException.class, () -> new SparkplugDecoder().decode(bytes))
                .reason();

        assertThat(ofCursor).isEqualTo(reason).isEqualTo(ofDecoder);
    }

    @Test
    void theLimitsHoldForTheCursorToo() {
        PayloadCursor strict = new PayloadCursor(new DecoderLimits(8, 1, 1, 1, 3));

        assertThat(reasonOf(strict, new byte[9])).isEqualTo(Reason.PAYLOAD_TOO_LARGE);
        assertThat(reasonOf(strict, HexMessage.of("12[] 12[]"))).isEqualTo(Reason.TOO_MANY_METRICS);
        assertThat(reasonOf(strict, HexMessage.of("2204 61616161"))).isEqualTo(Reason.STRING_TOO_LONG);
    }

    @Test
    void walkingAllocatesNothing() throws MalformedPayloadException {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            metrics.add(
                    Metric.of("Metric " + i, DataType.DOUBLE, i).withAlias(i).withTimestamp(1_700_000_000_000L));
            metrics.add(Metric.of("Text " + i, "text").withAlias(1000 + i));
        }
        byte[] payload = SparkplugEncoder.encode(Payload.of(1_700_000_000_000L, 7, metrics));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = walk(payload);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            sum += walk(payload);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isPositive();
        assertThat(allocated).as("bytes for 20,000 metrics").isLessThan(2_000);
    }

    private long walk(byte[] payload) throws MalformedPayloadException {
        cursor.on(payload);
        long sum = cursor.seq();
        while (cursor.next()) {
            MetricCursor metric = cursor.metric();
            sum += metric.alias() + metric.dataTypeCode();
            sum += metric.valueField() == ValueField.DOUBLE ? (long) metric.doubleValue() : metric.valueLength();
        }
        return sum;
    }

    private static Reason reasonOf(PayloadCursor cursor, byte[] bytes) {
        return catchThrowableOfType(MalformedPayloadException.class, () -> cursor.on(bytes))
                .reason();
    }
}
