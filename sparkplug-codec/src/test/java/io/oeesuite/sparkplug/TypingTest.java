package io.oeesuite.sparkplug;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TypingTest {

    static Stream<Arguments> readings() {
        return Stream.of(
                // 32-bit two's complement, as the specification says
                arguments(new IntBits(-1), DataType.INT8, new LongValue(-1)),
                arguments(new IntBits(-32768), DataType.INT16, new LongValue(-32768)),
                arguments(new IntBits(-1), DataType.INT32, new LongValue(-1)),
                // cut to the width of the type, as some encoders do
                arguments(new IntBits(0xFF), DataType.INT8, new LongValue(-1)),
                arguments(new IntBits(0x8000), DataType.INT16, new LongValue(-32768)),
                // in the 64-bit field, sign-extended or not
                arguments(new LongBits(-5), DataType.INT32, new LongValue(-5)),
                arguments(new LongBits(0xFFFF_FFFBL), DataType.INT32, new LongValue(-5)),
                arguments(new LongBits(-5), DataType.INT64, new LongValue(-5)),
                arguments(new IntBits(7), DataType.INT64, new LongValue(7)),
                arguments(new IntBits(-1), DataType.INT64, new LongValue(0xFFFF_FFFFL)),
                // unsigned; UInt32 comes in either field
                arguments(new IntBits(-1), DataType.UINT32, new UnsignedValue(0xFFFF_FFFFL)),
                arguments(new LongBits(0xFFFF_FFFFL), DataType.UINT32, new UnsignedValue(0xFFFF_FFFFL)),
                arguments(new LongBits(-1), DataType.UINT64, new UnsignedValue(-1)),
                arguments(new IntBits(255), DataType.UINT8, new UnsignedValue(255)),
                arguments(new LongBits(12), DataType.DATETIME, new UnsignedValue(12)),
                arguments(new LongValue(5), DataType.UINT16, new UnsignedValue(5)),
                arguments(new UnsignedValue(5), DataType.INT16, new LongValue(5)),
                arguments(new FloatValue(0.5f), DataType.DOUBLE, new DoubleValue(0.5)),
                arguments(new DoubleValue(0.5), DataType.FLOAT, new FloatValue(0.5f)),
                arguments(new StringValue("x"), DataType.UUID, new StringValue("x")),
                arguments(BytesValue.of((byte) 1), DataType.FILE, BytesValue.of((byte) 1)),
                arguments(BytesValue.of((byte) 1), DataType.UINT8_ARRAY, ArrayValue.ofLongs(DataType.UINT8_ARRAY, 1)));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("readings")
    void aValueIsReadAsTheType(Value value, DataType type, Value expected) {
        assertThat(value.as(type)).contains(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(new IntBits(0x100), DataType.INT8),
                arguments(new IntBits(-129), DataType.INT8),
                arguments(new IntBits(0x1_0000), DataType.INT16),
                arguments(new LongBits(1L << 32), DataType.INT32),
                arguments(new IntBits(256), DataType.UINT8),
                arguments(new IntBits(-1), DataType.UINT8),
                arguments(new LongBits(1L << 32), DataType.UINT32),
                arguments(new LongValue(-1), DataType.UINT64),
                arguments(new UnsignedValue(-1), DataType.INT64),
                arguments(new DoubleValue(1), DataType.INT32),
                arguments(new IntBits(1), DataType.DOUBLE),
                arguments(new IntBits(1), DataType.BOOLEAN),
                arguments(new StringValue("1"), DataType.INT32),
                arguments(new StringValue("x"), DataType.BYTES),
                arguments(BooleanValue.TRUE, DataType.STRING),
                arguments(BytesValue.of(), DataType.DATASET),
                arguments(BytesValue.of(), DataType.TEMPLATE),
                arguments(BytesValue.of((byte) 1), DataType.INT16_ARRAY),
                arguments(BytesValue.of((byte) 1, (byte) 2, (byte) 3), DataType.FLOAT_ARRAY),
                arguments(BytesValue.of(new byte[7]), DataType.DOUBLE_ARRAY),
                arguments(BytesValue.of(new byte[3]), DataType.BOOLEAN_ARRAY),
                arguments(BytesValue.of((byte) 9, (byte) 0, (byte) 0, (byte) 0, (byte) 1), DataType.BOOLEAN_ARRAY),
                arguments(BytesValue.of((byte) -1, (byte) -1, (byte) -1, (byte) -1), DataType.BOOLEAN_ARRAY),
                arguments(BytesValue.of((byte) 65), DataType.STRING_ARRAY),
                arguments(BytesValue.of((byte) 0xC3, (byte) 0), DataType.STRING_ARRAY),
                arguments(ArrayValue.ofFloats(1), DataType.DOUBLE_ARRAY));
    }

    @ParameterizedTest(name = "{0} is no {1}")
    @MethodSource("refusals")
    void aValueThatDoesNotFitIsNotGuessed(Value value, DataType type) {
        assertThat(value.as(type)).isEmpty();
    }

    @Test
    void anArrayLargerThanTheLimitIsRefused() {
        assertThat(new BytesValue(Bytes.of(new byte[ArrayValue.MAX_ELEMENTS + 1])).as(DataType.INT8_ARRAY))
                .isEmpty();
        assertThat(new BytesValue(Bytes.of(new byte[ArrayValue.MAX_ELEMENTS + 1])).as(DataType.STRING_ARRAY))
                .isEmpty();
    }

    @Test
    void aMetricRefusesAValueThatIsNotOfItsType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.of("m", DataType.INT8, 128))
                .withMessageContaining("INT8");
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.of("m", DataType.UINT8, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.of("m", DataType.INT8, new IntBits(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.ofNull("m", DataType.PROPERTY_SET));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.of("m", true).withoutName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.of("m", true).withTimestamp(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ArrayValue.ofStrings("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> SparkplugEncoder.encodeMetric(Metric.of("m", "\uD800")));
    }

    @Test
    void aDataMessageTakesTheTypeOfTheBirth() {
        Metric data = Metric.of("count", DataType.INT16, -5)
                .withAlias(3)
                .withoutName()
                .withoutDataType();

        assertThat(data.value()).contains(new IntBits(-5));
        assertThat(data.as(DataType.INT16).flatMap(Metric::value)).contains(new LongValue(-5));
        assertThat(data.as(DataType.STRING)).isEmpty();
        assertThat(data.withValue(Optional.empty()).as(DataType.STRING).flatMap(Metric::value))
                .isEmpty();
    }

    @Test
    void unsignedNumbersAreReadRight() {
        assertThat(new UnsignedValue(-1).toBigInteger()).isEqualTo("18446744073709551615");
        assertThat(new UnsignedValue(-1).toDouble()).isEqualTo(0x1p64);
        assertThat(new UnsignedValue(5).toDouble()).isEqualTo(5);
        assertThat(new UnsignedValue(-1)).hasToString("UnsignedValue[18446744073709551615]");
    }

    /** tck-id-payloads-propertyset-quality-value-type, tck-id-payloads-propertyset-quality-value-value. */
    @Test
    void qualityIsReadFromTheProperties() {
        assertThat(PropertySet.ofQuality(PropertySet.QUALITY_STALE).quality()).hasValue(500);
        assertThat(PropertySet.of().quality()).isEmpty();
        assertThat(PropertySet.of(Property.ofNull("Quality", DataType.INT32)).quality())
                .isEmpty();
        assertThat(PropertySet.of(Property.of("Quality", DataType.STRING, new StringValue("192")))
                        .quality())
                .isEmpty();
        assertThat(PropertySet.of(new Property("Quality", Optional.empty(), Optional.of(new IntBits(192))))
                        .quality())
                .hasValue(192);
    }
}
