package io.oeesuite.sparkplug;

import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.DataSet;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.File;
import org.eclipse.tahu.message.model.MetaData.MetaDataBuilder;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.ParameterDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.Row;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What Eclipse Tahu writes we read, and the other way round. */
@SuppressWarnings("JavaUtilDate") // Tahu's API
class TahuInteropTest {
    private static final long TIME = 1_700_000_000_123L;

    private final SparkplugDecoder decoder = new SparkplugDecoder();
    private final SparkplugBPayloadDecoder tahuDecoder = new SparkplugBPayloadDecoder();
    private final SparkplugBPayloadEncoder tahuEncoder = new SparkplugBPayloadEncoder();

    static Stream<Arguments> basicValues() {
        return Stream.of(
                arguments(DataType.INT8, MetricDataType.Int8, new LongValue(-128), (byte) -128),
                arguments(DataType.INT16, MetricDataType.Int16, new LongValue(-32768), (short) -32768),
                arguments(DataType.INT32, MetricDataType.Int32, new LongValue(-5), -5),
                arguments(DataType.INT64, MetricDataType.Int64, new LongValue(Long.MIN_VALUE), Long.MIN_VALUE),
                arguments(DataType.UINT8, MetricDataType.UInt8, new UnsignedValue(255), (short) 255),
                arguments(DataType.UINT16, MetricDataType.UInt16, new UnsignedValue(65535), 65535),
                arguments(DataType.UINT32, MetricDataType.UInt32, new UnsignedValue(4_294_967_295L), 4_294_967_295L),
                arguments(
                        DataType.UINT64,
                        MetricDataType.UInt64,
                        new UnsignedValue(-1),
                        BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
                arguments(DataType.FLOAT, MetricDataType.Float, new FloatValue(1.1f), 1.1f),
                arguments(DataType.DOUBLE, MetricDataType.Double, new DoubleValue(Double.NaN), Double.NaN),
                arguments(DataType.BOOLEAN, MetricDataType.Boolean, BooleanValue.TRUE, true),
                arguments(DataType.STRING, MetricDataType.String, new StringValue("Füller 𝄞"), "Füller 𝄞"),
                arguments(DataType.DATETIME, MetricDataType.DateTime, new UnsignedValue(TIME), new Date(TIME)),
                arguments(DataType.TEXT, MetricDataType.Text, new StringValue(""), ""),
                arguments(DataType.UUID, MetricDataType.UUID, new StringValue("3f2a"), "3f2a"),
                arguments(DataType.BYTES, MetricDataType.Bytes, BytesValue.of((byte) 0, (byte) -1), new byte[] {
                    0, (byte) -1
                }),
                arguments(
                        DataType.INT8_ARRAY,
                        MetricDataType.Int8Array,
                        ArrayValue.ofLongs(DataType.INT8_ARRAY, -23, 123),
                        new Byte[] {-23, 123}),
                arguments(
                        DataType.INT16_ARRAY,
                        MetricDataType.Int16Array,
                        ArrayValue.ofLongs(DataType.INT16_ARRAY, -30647, 30647),
                        new Short[] {-30647, 30647}),
                arguments(
                        DataType.INT32_ARRAY,
                        MetricDataType.Int32Array,
                        ArrayValue.ofLongs(DataType.INT32_ARRAY, -1, 315338746),
                        new Integer[] {-1, 315338746}),
                arguments(
                        DataType.INT64_ARRAY,
                        MetricDataType.Int64Array,
                        ArrayValue.ofLongs(DataType.INT64_ARRAY, Long.MIN_VALUE, 5),
                        new Long[] {Long.MIN_VALUE, 5L}),
                arguments(
                        DataType.UINT8_ARRAY,
                        MetricDataType.UInt8Array,
                        ArrayValue.ofLongs(DataType.UINT8_ARRAY, 23, 127),
                        new Short[] {23, 127}),
                arguments(
                        DataType.UINT16_ARRAY,
                        MetricDataType.UInt16Array,
                        ArrayValue.ofLongs(DataType.UINT16_ARRAY, 30, 52360),
                        new Integer[] {30, 52360}),
                arguments(
                        DataType.UINT32_ARRAY,
                        MetricDataType.UInt32Array,
                        ArrayValue.ofLongs(DataType.UINT32_ARRAY, 52, 3293969225L),
                        new Long[] {52L, 3293969225L}),
                arguments(
                        DataType.UINT64_ARRAY,
                        MetricDataType.UInt64Array,
                        ArrayValue.ofLongs(DataType.UINT64_ARRAY, 52, -1),
                        new BigInteger[] {
                            BigInteger.valueOf(52), BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)
                        }),
                arguments(
                        DataType.FLOAT_ARRAY,
                        MetricDataType.FloatArray,
                        ArrayValue.ofFloats(1.23f, -89.341f),
                        new Float[] {1.23f, -89.341f}),
                arguments(
                        DataType.DOUBLE_ARRAY,
                        MetricDataType.DoubleArray,
                        ArrayValue.ofDoubles(12.354213, -1e300),
                        new Double[] {12.354213, -1e300}),
                arguments(
                        DataType.BOOLEAN_ARRAY,
                        MetricDataType.BooleanArray,
                        ArrayValue.ofBooleans(false, false, true, true, false, true, false, false, true, true, false),
                        new Boolean[] {false, false, true, true, false, true, false, false, true, true, false}),
                arguments(
                        DataType.STRING_ARRAY,
                        MetricDataType.StringArray,
                        ArrayValue.ofStrings("ABC", "hellö"),
                        new String[] {"ABC", "hellö"}),
                arguments(
                        DataType.DATETIME_ARRAY,
                        MetricDataType.DateTimeArray,
                        ArrayValue.ofLongs(DataType.DATETIME_ARRAY, TIME, 0),
                        new Date[] {new Date(TIME), new Date(0)}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("basicValues")
    void weReadWhatTahuWrites(DataType type, MetricDataType tahuType, Value ours, Object tahus) throws Exception {
        Metric metric = readByUs(new MetricBuilder("m", tahuType, tahus).createMetric());

        assertThat(metric.dataType()).contains(type);
        assertThat(metric.value()).contains(ours);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("basicValues")
    void tahuReadsWhatWeWrite(DataType type, MetricDataType tahuType, Value ours, Object tahus) throws Exception {
        org.eclipse.tahu.message.model.Metric metric = readByTahu(Metric.of("m", type, ours));

        assertThat(metric.getDataType()).isEqualTo(tahuType);
        assertThat(metric.getValue()).isEqualTo(tahus);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("basicValues")
    void nullsOfEveryTypeTravelBothWays(DataType type, MetricDataType tahuType) throws Exception {
        assertThat(readByUs(new MetricBuilder("m", tahuType, null)
                        .timestamp(new Date(TIME))
                        .createMetric()))
                .isEqualTo(Metric.ofNull("m", type).withTimestamp(TIME));
        assertThat(readByTahu(Metric.ofNull("m", type)).isNull()).isTrue();
    }

    /** Tahu 1.0.19 writes UInt8 elements above 127 right, but reads them as negative. */
    @Test
    void unsignedBytesAboveTheSignBitAreReadRightFromTahu() throws Exception {
        var metric = new MetricBuilder("m", MetricDataType.UInt8Array, new Short[] {250}).createMetric();

        assertThat(readByUs(metric).value()).contains(ArrayValue.ofLongs(DataType.UINT8_ARRAY, 250));
    }

    @Test
    void theEnvelopeTravelsBothWays() throws Exception {
        Payload ours = new Payload(
                OptionalLong.of(TIME), List.of(), OptionalInt.of(255), Optional.of("uuid"), Bytes.of((byte) 7));
        SparkplugBPayload tahus = new SparkplugBPayload(new Date(TIME), List.of(), 255L, "uuid", new byte[] {7});

        SparkplugBPayload readByTahu = tahuDecoder.buildFromByteArray(SparkplugEncoder.encode(ours), null);

        assertThat(decoder.decode(tahuEncoder.getBytes(tahus, false))).isEqualTo(ours);
        assertThat(readByTahu.getTimestamp()).isEqualTo(new Date(TIME));
        assertThat(readByTahu.getSeq()).isEqualTo(255);
        assertThat(readByTahu.getUuid()).isEqualTo("uuid");
        assertThat(readByTahu.getBody()).containsExactly(7);
    }

    @Test
    void everythingAroundAValueTravelsBothWays() throws Exception {
        var tahuProperties = new org.eclipse.tahu.message.model.PropertySet();
        tahuProperties.setProperty("Quality", new PropertyValue<>(PropertyDataType.Int32, 192));
        tahuProperties.setProperty("Unit", new PropertyValue<>(PropertyDataType.String, "°C"));
        tahuProperties.setProperty("Limit", new PropertyValue<>(PropertyDataType.Double, null));
        var tahus = new MetricBuilder("Temperature", MetricDataType.Double, 21.5)
                .alias(7L)
                .timestamp(new Date(TIME))
                .isHistorical(true)
                .isTransient(true)
                .properties(tahuProperties)
                .metaData(new MetaDataBuilder()
                        .multiPart(true)
                        .contentType("text/plain")
                        .size(3L)
                        .seq(1L)
                        .fileName("a.txt")
                        .fileType("txt")
                        .md5("beef")
                        .description("about")
                        .createMetaData())
                .createMetric();
        Metric ours = Metric.of("Temperature", DataType.DOUBLE, 21.5)
                .withAlias(7)
                .withTimestamp(TIME)
                .asHistorical()
                .asTransient()
                .withProperties(PropertySet.of(
                        Property.of("Quality", DataType.INT32, new LongValue(192)),
                        Property.of("Unit", DataType.STRING, new StringValue("°C")),
                        Property.ofNull("Limit", DataType.DOUBLE)))
                .withMetaData(new MetaData(
                        true,
                        Optional.of("text/plain"),
                        OptionalLong.of(3),
                        OptionalLong.of(1),
                        Optional.of("a.txt"),
                        Optional.of("txt"),
                        Optional.of("beef"),
                        Optional.of("about")));

        Metric readByUs = readByUs(tahus);
        var readByTahu = readByTahu(ours);

        assertThat(readByUs.withProperties(PropertySet.of())).isEqualTo(ours.withProperties(PropertySet.of()));
        assertThat(readByUs.properties().orElseThrow().properties())
                .as("Tahu keeps no order")
                .containsExactlyInAnyOrderElementsOf(
                        ours.properties().orElseThrow().properties());
        assertThat(readByTahu).usingRecursiveComparison().isEqualTo(tahus);
    }

    @Test
    void aDataSetTravelsBothWays() throws Exception {
        DataSet tahus = new DataSet.DataSetBuilder(3)
                .addColumnNames(List.of("a", "b", "c"))
                .addTypes(List.of(DataSetDataType.Int8, DataSetDataType.UInt32, DataSetDataType.String))
                .addRow(row((byte) -1, 4_294_967_295L, "x"))
                .addRow(row((byte) 5, 0L, ""))
                .createDataSet();
        DataSetValue ours = new DataSetValue(
                List.of(
                        new DataSetValue.Column("a", DataType.INT8),
                        new DataSetValue.Column("b", DataType.UINT32),
                        new DataSetValue.Column("c", DataType.STRING)),
                List.of(
                        DataSetValue.Row.of(new LongValue(-1), new UnsignedValue(4_294_967_295L), new StringValue("x")),
                        DataSetValue.Row.of(new LongValue(5), new UnsignedValue(0), new StringValue(""))));

        assertThat(readByUs(new MetricBuilder("m", MetricDataType.DataSet, tahus)
                        .timestamp(new Date(TIME))
                        .createMetric()))
                .isEqualTo(Metric.of("m", ours).withTimestamp(TIME));
        assertThat(readByTahu(Metric.of("m", ours)).getValue())
                .usingRecursiveComparison()
                .isEqualTo(tahus);
    }

    @Test
    void aTemplateTravelsBothWays() throws Exception {
        Template tahus = new Template.TemplateBuilder()
                .version("v1")
                .templateRef("Motor")
                .definition(false)
                .addMetric(new MetricBuilder("rpm", MetricDataType.UInt16, 1500)
                        .timestamp(new Date(TIME))
                        .createMetric())
                .addParameter(new org.eclipse.tahu.message.model.Parameter("poles", ParameterDataType.UInt8, (short) 4))
                .createTemplate();
        TemplateValue ours = new TemplateValue(
                Optional.of("v1"),
                Optional.of("Motor"),
                false,
                List.of(Metric.of("rpm", DataType.UINT16, 1500).withTimestamp(TIME)),
                List.of(Parameter.of("poles", DataType.UINT8, new UnsignedValue(4))));

        assertThat(readByUs(new MetricBuilder("m", MetricDataType.Template, tahus)
                        .timestamp(new Date(TIME))
                        .createMetric()))
                .isEqualTo(Metric.of("m", ours).withTimestamp(TIME));
        assertThat(readByTahu(Metric.of("m", ours)).getValue())
                .usingRecursiveComparison()
                .isEqualTo(tahus);
    }

    @Test
    void aFileTravelsBothWays() throws Exception {
        byte[] content = {1, 2, 3};
        var fileName = new MetaData(
                false,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of("a.bin"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Metric ours = Metric.of("m", DataType.FILE, BytesValue.of(content)).withMetaData(fileName);

        Metric readByUs = readByUs(new MetricBuilder("m", MetricDataType.File, new File("a.bin", content))
                .metaData(new MetaDataBuilder().fileName("a.bin").createMetaData())
                .createMetric());
        var readByTahu = readByTahu(ours);

        assertThat(readByUs.value()).isEqualTo(ours.value());
        assertThat(readByUs.metaData().flatMap(MetaData::fileName)).contains("a.bin");
        assertThat(((File) readByTahu.getValue()).getBytes()).isEqualTo(content);
        assertThat(((File) readByTahu.getValue()).getFileName()).isEqualTo("a.bin");
    }

    private static Row row(byte a, long b, String c) {
        return new Row.RowBuilder()
                .addValue(new org.eclipse.tahu.message.model.Value<>(DataSetDataType.Int8, a))
                .addValue(new org.eclipse.tahu.message.model.Value<>(DataSetDataType.UInt32, b))
                .addValue(new org.eclipse.tahu.message.model.Value<>(DataSetDataType.String, c))
                .createRow();
    }

    private Metric readByUs(org.eclipse.tahu.message.model.Metric metric) throws Exception {
        byte[] bytes = tahuEncoder.getBytes(new SparkplugBPayload(new Date(TIME), List.of(metric), 0L), false);
        return decoder.decode(bytes).metrics().getFirst();
    }

    private org.eclipse.tahu.message.model.Metric readByTahu(Metric metric) throws Exception {
        byte[] bytes = SparkplugEncoder.encode(Payload.of(TIME, 0, List.of(metric)));
        return tahuDecoder.buildFromByteArray(bytes, null).getMetrics().getFirst();
    }
}
