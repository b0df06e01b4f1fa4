package io.oeesuite.sparkplug;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.sun.management.ThreadMXBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The largest payloads that the limits allow, each made of whatever costs most per byte. */
class AmplificationTest {
    private static final int MAX_BYTES = DecoderLimits.DEFAULT.maxPayloadBytes();
    private static final int LARGE = MAX_BYTES - 100;
    private static final long MAX_ALLOCATED = 128L << 20;

    private final SparkplugDecoder decoder = new SparkplugDecoder();

    static Stream<Arguments> costlyPayloads() {
        return Stream.of(
                arguments("as many metrics as allowed", true, repeated("", "12 04 1001 5005", 600_000)),
                arguments("too many metrics", false, repeated("", "12 04 1001 5005", MAX_BYTES)),
                arguments(
                        "as many cells as allowed",
                        true,
                        inMetric("8A01", repeated("1200 1801", "22 04 0A020801", 740_000))),
                arguments("too many cells", false, inMetric("8A01", repeated("1200 1801", "22 04 0A020801", LARGE))),
                arguments("many columns and empty rows", false, inMetric("8A01", columnsAndRows())),
                arguments("too many columns", false, inMetric("8A01", repeated("", "1200 1801", LARGE))),
                arguments("as many flags as allowed", true, inMetric("2020 8201", repeated("90D00300", "FF", 31_254))),
                arguments(
                        "more flags than allowed", false, inMetric("2020 8201", repeated("00000001", "FF", 2_097_156))),
                arguments("as many empty strings as allowed", true, inMetric("2021 8201", new byte[250_000])),
                arguments("too many empty strings", false, inMetric("2021 8201", new byte[LARGE])),
                arguments("as many properties as allowed", true, inMetric("4A", repeated("", "0A00 1200", 500_000))),
                arguments("too many properties", false, inMetric("4A", repeated("", "0A00 1200", LARGE))),
                arguments("as many parameters as allowed", true, inMetric("9201", repeated("", "1A00", 500_000))),
                arguments("templates in templates", false, nested("12", "1001 9201")),
                arguments("property sets in property sets", false, inMetric("4A", nested("12", "4A"))),
                arguments(
                        "the same name of meta data again and again",
                        true,
                        inMetric("42", repeated("", "1201 61", LARGE))),
                arguments("the same value again and again", true, message("12", repeated("1001", "7A01 61", LARGE))),
                arguments("unknown fields", true, repeated("", "A00600", MAX_BYTES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("costlyPayloads")
    @Timeout(20)
    void aLargePayloadCostsBoundedMemory(String kind, boolean expected, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        boolean accepted = isAccepted(bytes);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(bytes.length).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(accepted).as("%s accepted", kind).isEqualTo(expected);
        assertThat(allocated).as("bytes allocated for %s", kind).isLessThan(MAX_ALLOCATED);
    }

    private boolean isAccepted(byte[] bytes) {
        try {
            decoder.decode(bytes);
            return true;
        } catch (MalformedPayloadException _) {
            return false;
        }
    }

    private static byte[] repeated(String first, String unit, int size) {
        var out = new ByteArrayOutputStream(size);
        out.writeBytes(HexMessage.of(first));
        byte[] unitBytes = HexMessage.of(unit);
        while (out.size() + unitBytes.length <= size) {
            out.writeBytes(unitBytes);
        }
        return out.toByteArray();
    }

    private static byte[] columnsAndRows() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(repeated("", "1200", 240_000));
        out.writeBytes(repeated("", "2200", 240_000));
        return out.toByteArray();
    }

    private static byte[] nested(String tag, String inner) {
        byte[] content = HexMessage.of("1001");
        for (int i = 0; i < 1_000; i++) {
            content = message(tag, message(inner, content));
        }
        return content;
    }

    private static byte[] inMetric(String tag, byte[] content) {
        return message("12 ", message("1001" + tag, content));
    }

    /** The bytes of the prefix, which ends with a tag, then the length and the content. */
    private static byte[] message(String prefix, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 20);
        out.writeBytes(HexMessage.of(prefix));
        HexMessage.writeLength(content.length, out);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
