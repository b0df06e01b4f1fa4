package io.oeesuite.sparkplug;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every type, byte by byte: tck-id-payloads-metric-datatype-value, -value-type, tck-id-payloads-template-dataset-value, tck-id-payloads-template-is-definition,
 * tck-id-payloads-template-parameter-value.
 */
class DataTypeOnTheWireTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String NAME_M = "0A016D";

    private final SparkplugDecoder decoder = new SparkplugDecoder();

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(DataType.INT8, new LongValue(-1), "50 FFFFFFFF0F"),
                arguments(DataType.INT8, new LongValue(127), "50 7F"),
                arguments(DataType.INT16, new LongValue(-32768), "50 8080FEFF0F"),
                arguments(DataType.INT32, new LongValue(Integer.MIN_VALUE), "50 8080808008"),
                arguments(DataType.INT64, new LongValue(-1), "58 FFFFFFFFFFFFFFFFFF01"),
                arguments(DataType.INT64, new LongValue(Long.MAX_VALUE), "58 FFFFFFFFFFFFFFFF7F"),
                arguments(DataType.UINT8, new UnsignedValue(255), "50 FF01"),
                arguments(DataType.UINT16, new UnsignedValue(65535), "50 FFFF03"),
                arguments(DataType.UINT32, new UnsignedValue(4_294_967_295L), "50 FFFFFFFF0F"),
                arguments(DataType.UINT64, new UnsignedValue(-1), "58 FFFFFFFFFFFFFFFFFF01"),
                arguments(DataType.FLOAT, new FloatValue(1.5f), "65 0000C03F"),
                arguments(DataType.FLOAT, new FloatValue(Float.NaN), "65 0000C07F"),
                arguments(DataType.DOUBLE, new DoubleValue(-2.5), "69 00000000000004C0"),
                arguments(DataType.DOUBLE, new DoubleValue(Double.NaN), "69 000000000000F87F"),
                arguments(DataType.BOOLEAN, BooleanValue.TRUE, "70 01"),
                arguments(DataType.BOOLEAN, BooleanValue.FALSE, "70 00"),
                arguments(DataType.STRING, new StringValue(""), "7A 00"),
                arguments(DataType.STRING, new StringValue("ä𝄞"), "7A 06 C3A4 F09D849E"),
                arguments(DataType.DATETIME, new UnsignedValue(300), "58 AC02"),
                arguments(DataType.TEXT, new StringValue("t"), "7A 01 74"),
                arguments(DataType.UUID, new StringValue("u"), "7A 01 75"),
                arguments(
                        DataType.DATASET,
                        new DataSetValue(
                                List.of(
                                        new DataSetValue.Column("a", DataType.INT8),
                                        new DataSetValue.Column("b", DataType.STRING)),
                                List.of(
                                        DataSetValue.Row.of(new LongValue(-1), new StringValue("x")),
                                        new DataSetValue.Row(List.of(Optional.empty(), Optional.empty())))),
                        "8A01 21 0802 120161 120162 1801 180C 220D 0A06 08FFFFFFFF0F 0A03 320178 2204 0A00 0A00"),
                arguments(DataType.BYTES, BytesValue.of((byte) 0, (byte) -1), "8201 02 00FF"),
                arguments(DataType.FILE, BytesValue.of(), "8201 00"),
                arguments(
                        DataType.TEMPLATE,
                        new TemplateValue(
                                Optional.of("v1"),
                                Optional.of("Motor"),
                                false,
                                List.of(Metric.of("r", DataType.UINT16, 9)),
                                List.of(Parameter.of("p", DataType.UINT8, new UnsignedValue(4)))),
                        "9201 1F 0A027631 1207 0A0172 2006 5009 1A07 0A0170 1005 1804 22054D6F746F72 2800"),
                arguments(
                        DataType.TEMPLATE,
                        TemplateValue.definition(
                                List.of(Metric.ofNull("r", DataType.UINT16)),
                                List.of(new Parameter("p", Optional.of(DataType.TEXT), Optional.empty()))),
                        "9201 12 1207 0A0172 2006 3801 1A05 0A0170 100E 2801"),
                arguments(DataType.INT8_ARRAY, ArrayValue.ofLongs(DataType.INT8_ARRAY, -23, 123), "8201 02 E97B"),
                arguments(DataType.INT16_ARRAY, ArrayValue.ofLongs(DataType.INT16_ARRAY, -2, 258), "8201 04 FEFF0201"),
                arguments(
                        DataType.INT32_ARRAY,
                        ArrayValue.ofLongs(DataType.INT32_ARRAY, -2, 1),
                        "8201 08 FEFFFFFF 01000000"),
                arguments(
                        DataType.INT64_ARRAY, ArrayValue.ofLongs(DataType.INT64_ARRAY, -2), "8201 08 FEFFFFFFFFFFFFFF"),
                arguments(DataType.UINT8_ARRAY, ArrayValue.ofLongs(DataType.UINT8_ARRAY, 255, 1), "8201 02 FF01"),
                arguments(DataType.UINT16_ARRAY, ArrayValue.ofLongs(DataType.UINT16_ARRAY, 65535), "8201 02 FFFF"),
                arguments(
                        DataType.UINT32_ARRAY,
                        ArrayValue.ofLongs(DataType.UINT32_ARRAY, 4_294_967_295L),
                        "8201 04 FFFFFFFF"),
                arguments(
                        DataType.UINT64_ARRAY,
                        ArrayValue.ofLongs(DataType.UINT64_ARRAY, -1),
                        "8201 08 FFFFFFFFFFFFFFFF"),
                arguments(DataType.FLOAT_ARRAY, ArrayValue.ofFloats(1.5f), "8201 04 0000C03F"),
                arguments(DataType.DOUBLE_ARRAY, ArrayValue.ofDoubles(-2.5), "8201 08 00000000000004C0"),
                // The example of the specification: twelve flags in two bytes, the first in the highest bit.
                arguments(
                        DataType.BOOLEAN_ARRAY,
                        ArrayValue.ofBooleans(
                                false, false, true, true, false, true, false, false, true, true, false, true),
                        "8201 06 0C000000 34D0"),
                arguments(DataType.BOOLEAN_ARRAY, ArrayValue.ofBooleans(), "8201 04 00000000"),
                arguments(DataType.STRING_ARRAY, ArrayValue.ofStrings("ABC", "", "ä"), "8201 08 41424300 00 C3A400"),
                arguments(DataType.STRING_ARRAY, ArrayValue.ofStrings(), "8201 00"),
                arguments(
                        DataType.DATETIME_ARRAY,
                        ArrayValue.ofLongs(DataType.DATETIME_ARRAY, 1),
                        "8201 08 0100000000000000"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("values")
    void aValueIsWrittenInTheFieldOfItsType(DataType type, Value value, String valueHex) {
        byte[] bytes = SparkplugEncoder.encodeMetric(Metric.of("m", type, value));

        assertThat(HEX.formatHex(bytes)).isEqualTo(metric(type, valueHex));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("values")
    void aValueIsReadFromTheFieldOfItsType(DataType type, Value value, String valueHex)
            throws MalformedPayloadException {
        Metric metric = decoder.decodeMetric(HEX.parseHex(metric(type, valueHex)));

        assertThat(metric).isEqualTo(Metric.of("m", type, value));
    }

    @Test
    void noTypeOfMetricsIsLeftOut() {
        List<DataType> covered =
                values().map(row -> (DataType) row.get()[0]).distinct().toList();

        assertThat(Stream.of(DataType.values()).filter(Metric::allows)).containsExactlyElementsOf(covered);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "PROPERTY_SET.*")
    void aNullOfAnyTypeCarriesNoValue(DataType type) throws MalformedPayloadException {
        Metric metric = Metric.ofNull("m", type);

        byte[] bytes = SparkplugEncoder.encodeMetric(metric);

        assertThat(HEX.formatHex(bytes)).isEqualTo(metric(type, "38 01"));
        assertThat(decoder.decodeMetric(bytes)).isEqualTo(metric);
    }

    @Test
    void aValueBesideTheNullFlagDoesNotCount() throws MalformedPayloadException {
        assertThat(decoder.decodeMetric(HEX.parseHex(NAME_M + "200138015005")).value())
                .isEmpty();
    }

    @Test
    void codesAreThoseOfTheSpecification() {
        assertThat(Stream.of(DataType.values()).map(DataType::code))
                .containsExactlyElementsOf(
                        Stream.iterate(1, code -> code + 1).limit(34).toList());
        assertThat(Stream.of(DataType.values()))
                .allSatisfy(type -> assertThat(DataType.of(type.code())).contains(type));
        assertThat(Stream.of(-1, 0, 35, Integer.MAX_VALUE))
                .allSatisfy(code -> assertThat(DataType.of(code)).isEmpty());
    }

    private static String metric(DataType type, String valueHex) {
        return NAME_M + "20" + HEX.toHexDigits((byte) type.code()) + valueHex.replace(" ", "");
    }
}
