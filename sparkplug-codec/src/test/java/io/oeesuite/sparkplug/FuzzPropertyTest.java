package io.oeesuite.sparkplug;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;

import com.sun.management.ThreadMXBean;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/** 150,000 byte strings that nobody meant: each is a payload or malformed, within bounds of memory and time, and the cursor agrees with the decoder. */
class FuzzPropertyTest {
    private static final long MAX_ALLOCATED_PER_BYTE = 200;
    private static final long MAX_ALLOCATED_FIXED = 20_000;
    private static final long MAX_NANOS = 2_000_000_000;

    private final SparkplugDecoder decoder = new SparkplugDecoder();
    private final PayloadCursor cursor = new PayloadCursor();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Provide
    Arbitrary<Payload> payloads() {
        return ArbitraryPayloads.payloads();
    }

    @Property(tries = 50_000, shrinking = ShrinkingMode.BOUNDED)
    void randomBytes(@ForAll @Size(max = 200) byte[] bytes) {
        requireHandled(bytes);
    }

    @Property(tries = 2_500, shrinking = ShrinkingMode.BOUNDED)
    void mutatedPayloads(@ForAll("payloads") Payload payload, @ForAll long seed) {
        byte[] valid = SparkplugEncoder.encode(payload);
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            requireHandled(mutated(valid, random));
        }
    }

    private void requireHandled(byte[] bytes) {
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();

        Optional<Payload> decoded = Optional.empty();
        Optional<MalformedPayloadException> malformed = Optional.empty();
        try {
            decoded = Optional.of(decoder.decode(bytes));
        } catch (MalformedPayloadException e) {
            malformed = Optional.of(e);
        }

        long nanos = System.nanoTime() - start;
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        assertThat(nanos).isLessThan(MAX_NANOS);
        assertThat(allocated).isLessThan(MAX_ALLOCATED_FIXED + MAX_ALLOCATED_PER_BYTE * bytes.length);
        malformed.ifPresent(error -> assertThat(error.offset()).isBetween(0, bytes.length));
        requireCursorAgrees(bytes, decoded, malformed.map(MalformedPayloadException::reason));
        decoded.ifPresent(this::requireStable);
    }

    // What was understood must be writable and mean the same again.
    private void requireStable(Payload payload) {
        try {
            assertThat(decoder.decode(SparkplugEncoder.encode(payload))).isEqualTo(payload);
        } catch (MalformedPayloadException e) {
            throw new AssertionError(e);
        }
    }

    private void requireCursorAgrees(byte[] bytes, Optional<Payload> decoded, Optional<Reason> decoderReason) {
        try {
            cursor.on(bytes);
            int metrics = 0;
            while (cursor.next()) {
                requireSameMetric(decoded, metrics++);
            }
            assertThat(metrics).isEqualTo(cursor.metricCount());
            decoded.ifPresent(payload -> {
                assertThat(payload.metrics()).hasSize(cursor.metricCount());
                assertThat(payload.seq().isPresent()).isEqualTo(cursor.hasSeq());
                payload.seq().ifPresent(seq -> assertThat(cursor.seq()).isEqualTo(seq));
                payload.timestamp()
                        .ifPresent(time -> assertThat(cursor.timestamp()).isEqualTo(time));
            });
        } catch (MalformedPayloadException _) {
            assertThat(decoderReason)
                    .as("the cursor refused what the decoder took")
                    .isPresent();
        }
    }

    private void requireSameMetric(Optional<Payload> decoded, int index) {
        if (decoded.isEmpty()) {
            return;
        }
        Metric expected = decoded.get().metrics().get(index);
        MetricCursor actual = cursor.metric();
        assertThat(actual.hasName() ? Optional.of(actual.name()) : Optional.empty())
                .isEqualTo(expected.name());
        assertThat(actual.hasAlias()).isEqualTo(expected.alias().isPresent());
        expected.alias().ifPresent(alias -> assertThat(actual.alias()).isEqualTo(alias));
        assertThat(actual.hasTimestamp()).isEqualTo(expected.timestamp().isPresent());
        expected.timestamp().ifPresent(time -> assertThat(actual.timestamp()).isEqualTo(time));
        assertThat(DataType.of(actual.dataTypeCode())).isEqualTo(expected.dataType());
        assertThat(actual.isHistorical()).isEqualTo(expected.historical());
        assertThat(actual.isTransient()).isEqualTo(expected.transientMetric());
        assertThat(actual.valueField() != MetricCursor.ValueField.NONE)
                .isEqualTo(expected.value().isPresent());
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(6)) {
                case 0 -> flipBit(bytes, at, random);
                case 1 -> setByte(bytes, at, (byte) random.nextInt());
                case 2 -> setByte(bytes, at, random.nextBoolean() ? (byte) 0xFF : (byte) 0x80);
                case 3 -> Bytes.copyOfRange(bytes, 0, at).toArray();
                case 4 -> withoutRange(bytes, at, random.nextInt(Math.min(8, bytes.length - at)) + 1);
                default -> withRangeTwice(bytes, at, random.nextInt(Math.min(32, bytes.length - at)) + 1);
            };
        }
        return bytes;
    }

    private static byte[] flipBit(byte[] bytes, int at, Random random) {
        return setByte(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(Byte.SIZE)));
    }

    private static byte[] setByte(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] withoutRange(byte[] bytes, int at, int length) {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
        return shorter;
    }

    private static byte[] withRangeTwice(byte[] bytes, int at, int length) {
        byte[] longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, at + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }
}
