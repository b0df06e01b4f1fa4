package io.oeesuite.ingest.session.stream;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.protobuf.ByteString;

import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataSetValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.FloatValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.PropertySet;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.TemplateValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DataFactsTest {
    private static final long ALIAS = 77;

    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @BeforeEach
    void born() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        session.events();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private MetricValue tell(Metric born, Metric data) {
        session.receive(edge.dbirth("D2", born), edge.ddata("D2", data));
        List<MachineEvent> events = session.events();
        assertThat(events).hasSize(2);
        return events.get(1).getMetrics(0);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(DataType.INT8, new LongValue(-5), "-5"),
                arguments(DataType.INT16, new LongValue(-300), "-300"),
                arguments(DataType.INT32, new LongValue(Integer.MIN_VALUE), "-2147483648"),
                arguments(DataType.INT64, new LongValue(Long.MIN_VALUE), "-9223372036854775808"),
                arguments(DataType.UINT8, new UnsignedValue(255), "255"),
                arguments(DataType.UINT16, new UnsignedValue(65_535), "65535"),
                arguments(DataType.UINT32, new UnsignedValue(4_294_967_295L), "4294967295"),
                arguments(DataType.UINT64, new UnsignedValue(-1), "18446744073709551615"),
                arguments(DataType.DATETIME, new UnsignedValue(1_700_000_000_000L), "1700000000000"),
                arguments(DataType.FLOAT, new FloatValue(1.5f), "1.5"),
                arguments(DataType.DOUBLE, new DoubleValue(-2.25), "-2.25"),
                arguments(DataType.BOOLEAN, BooleanValue.TRUE, "true"),
                arguments(DataType.STRING, new StringValue("läuft"), "läuft"),
                arguments(DataType.TEXT, new StringValue("text"), "text"),
                arguments(DataType.UUID, new StringValue("123e4567-e89b-12d3-a456-426614174000"), null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueHasTheTypeThatItsBirthDeclared(DataType type, Value value, String expected) {
        Metric born = Metric.of("Any", type, value).withAlias(ALIAS);

        MetricValue told = tell(born, born.withoutName().withoutDataType());

        assertThat(told.getName()).isEqualTo("Any");
        assertThat(told.getDatatype()).isEqualTo(type.code());
        if (expected != null) {
            assertThat(Told.value(told)).isEqualTo(expected);
        }
    }

    @Test
    void bytesAreBytes() {
        Metric born = Metric.of("Image", DataType.FILE, BytesValue.of((byte) 1, (byte) 2))
                .withAlias(ALIAS);

        assertThat(tell(born, born.withoutName().withoutDataType()).getBytesValue())
                .isEqualTo(ByteString.copyFrom(new byte[] {1, 2}));
    }

    static Stream<Metric> complexMetrics() {
        return Stream.of(
                Metric.of(
                        "Table",
                        new DataSetValue(
                                List.of(
                                        new DataSetValue.Column("a", DataType.INT32),
                                        new DataSetValue.Column("b", DataType.STRING)),
                                List.of(DataSetValue.Row.of(new LongValue(7), new StringValue("seven"))))),
                Metric.of("Motor", TemplateValue.instanceOf("Motor", List.of(Metric.of("Speed", 5.0f > 1)), List.of())),
                Metric.of("Curve", ArrayValue.ofDoubles(1.0, 2.5, -3.0)));
    }

    @ParameterizedTest
    @MethodSource("complexMetrics")
    void complexValuesAreCarriedAsSparkplug(Metric metric) throws Exception {
        Metric born = metric.withAlias(ALIAS);

        MetricValue told = tell(born, born.withoutName());

        Metric carried =
                new SparkplugDecoder().decodeMetric(told.getSparkplugValue().toByteArray());
        assertThat(carried.name()).isEqualTo(metric.name());
        assertThat(carried.value()).isEqualTo(metric.value());
    }

    @Test
    void aNullCarriesNoValue() {
        Metric born = Metric.of("Any", DataType.INT32, 5).withAlias(ALIAS);

        MetricValue told = tell(born, Metric.ofNull("Any", DataType.INT32).withAlias(ALIAS));

        assertThat(told.getValueCase()).isEqualTo(MetricValue.ValueCase.VALUE_NOT_SET);
        assertThat(told.getDatatype()).isEqualTo(3);
    }

    @Test
    void historicalTransientAndQualityAreCarriedThrough() {
        Metric born = Metric.of("Any", DataType.INT32, 5).withAlias(ALIAS);

        MetricValue told = tell(
                born,
                born.asHistorical().asTransient().withProperties(PropertySet.ofQuality(PropertySet.QUALITY_STALE)));

        assertThat(told.getHistorical()).isTrue();
        assertThat(told.getTransient()).isTrue();
        assertThat(told.getQuality()).isEqualTo(500);
    }

    @Test
    void qualityIsGoodWhereNothingIsSaid() {
        Metric born = Metric.of("Any", DataType.INT32, 5).withAlias(ALIAS);

        assertThat(tell(born, born).getQuality()).isEqualTo(192);
    }

    @Test
    void aMetricHasItsOwnTimeOrItsMessages() {
        Metric born = Metric.of("Any", DataType.INT32, 5).withAlias(ALIAS);
        session.receive(edge.dbirth("D2", born));
        session.events();
        long messageTime = edge.timeMs();

        session.receive(edge.ddata("D2", born.withTimestamp(42), born));

        assertThat(session.events().getFirst().getMetricsList())
                .extracting(MetricValue::getTimeMs)
                .containsExactly(42L, messageTime);
    }

    @Test
    void metricsMayComeByNameWhereTheBirthGaveNoAlias() {
        Metric born = Metric.of("Any", DataType.INT32, 5);

        assertThat(tell(born, Metric.of("Any", DataType.INT32, 6)).getIntValue())
                .isEqualTo(6);
    }

    @Test
    void anUnknownAliasAsksForARebirthAndTheKnownMetricsGoOn() {
        session.receive(edge.ddata(
                "D1",
                Metric.of("x", DataType.INT32, 1).withAlias(999).withoutName(),
                Metric.of(TestEdge.COUNT, DataType.INT32, 7)
                        .withAlias(TestEdge.COUNT_ALIAS)
                        .withoutName()));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7");
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause, RebirthRequest::getDetail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        RebirthCause.REBIRTH_CAUSE_UNKNOWN_ALIAS, "unknown aliases [999]"));
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("unknown-alias");
    }

    @Test
    void anUnknownNameAsksForARebirthAndTheKnownMetricsGoOn() {
        session.receive(edge.ddata(
                "D1", Metric.of("New/Metric", DataType.INT32, 1), Metric.of(TestEdge.COUNT, DataType.INT32, 7)));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7");
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_UNKNOWN_METRIC);
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("unknown-metric");
    }

    @Test
    void aValueThatCannotBeOfItsTypeIsADeadLetterAndTheOthersGoOn() {
        session.receive(edge.ddata(
                "D1",
                Metric.of(TestEdge.STATE, "running").withAlias(TestEdge.STATE_ALIAS),
                Metric.of(TestEdge.COUNT, DataType.INT32, 7).withAlias(TestEdge.COUNT_ALIAS)));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7");
        assertThat(session.rebirths()).isEmpty();
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::detail)
                .containsExactly("values not of the declared type [" + TestEdge.STATE + "]");
    }

    @Test
    void aliasesOfBeforeAreVoidAfterAnNbirth() {
        session.receive(
                edge.nbirth(),
                edge.dbirth("D1", Metric.of("Other", DataType.INT32, 0).withAlias(5)));
        session.events();

        session.receive(edge.ddata("D1", 7));

        assertThat(session.events()).isEmpty();
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_UNKNOWN_ALIAS);
    }

    @Test
    void aSmallMessageWhoseEventWouldBeHugeIsADeadLetterAndTheStreamGoesOn() {
        Metric born = Metric.of("n".repeat(60_000), DataType.INT32, 0).withAlias(ALIAS);
        Metric[] repeated = new Metric[1_000];
        Arrays.fill(repeated, born.withoutName().withoutDataType());
        session.receive(edge.dbirth("D2", born));
        session.events();

        session.receive(edge.ddata("D2", repeated), edge.ddata("D1", 7));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason, SessionDriver.DeadLetter::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "too-large", "its event would have more than 2097152 bytes"));
        assertThat(session.later(5000).receive(edge.ndata(1)).rebirths()).isEmpty();
    }

    @Test
    void aDeviceWhoseBirthWouldBeHugeIsNotBorn() {
        Metric[] metrics = new Metric[40];
        Arrays.setAll(metrics, number -> Metric.of(number + "n".repeat(50_000), DataType.INT32, 0));

        session.receive(edge.dbirth("D2", metrics), edge.ddata("D1", 7));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("too-large");
    }

    @Test
    void ofManyUnknownNamesTheFirstAreNamedAndOfLongOnesTheBeginning() {
        Metric[] unknown = new Metric[30];
        Arrays.setAll(unknown, number -> Metric.of(number + "n".repeat(1_000), DataType.INT32, 0));

        session.receive(edge.ddata("D1", unknown));

        assertThat(session.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.detail())
                        .startsWith("unknown metrics [0nnn")
                        .contains("n…, 9nnn")
                        .endsWith("n…] and 20 more")
                        .hasSizeLessThan(2_200));
    }

    @Test
    void anAliasOfTwoMetricsMeansNeither() {
        session.receive(edge.dbirth(
                "D2",
                Metric.of("A", DataType.INT32, 1).withAlias(5),
                Metric.of("B", DataType.INT32, 2).withAlias(5),
                Metric.of("C", DataType.INT32, 3).withAlias(6)));
        assertThat(Told.of(session.events())).containsExactly("BIRTH edge_A/D2 A=1 B=2 C=3");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason, SessionDriver.DeadLetter::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ambiguous-birth", "[alias 5 of A, alias 5 of B]"));

        session.receive(edge.ddata(
                "D2",
                Metric.of("", DataType.INT32, 8).withAlias(5).withoutName(),
                Metric.of("", DataType.INT32, 9).withAlias(6).withoutName(),
                Metric.of("B", DataType.INT32, 10)));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D2 C=9 B=10");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("unknown-alias");
    }

    @Test
    void aMetricThatIsBornWithoutANameIsADeadLetter() {
        session.receive(edge.dbirth(
                "D2",
                Metric.of("", DataType.INT32, 1).withAlias(5).withoutName(),
                Metric.of("C", DataType.INT32, 3).withAlias(6)));

        assertThat(Told.of(session.events())).containsExactly("BIRTH edge_A/D2 C=3");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason, SessionDriver.DeadLetter::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ambiguous-birth", "[alias 5 without a name]"));
    }

    @Test
    void devicesMayHaveTheSameAliases() {
        session.receive(edge.dbirth("D2", Metric.of("Other", DataType.INT32, 0).withAlias(TestEdge.COUNT_ALIAS)));
        session.events();

        session.receive(edge.ddata("D1", 7), edge.ddata("D2", 8));

        assertThat(Told.of(session.events()))
                .containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=7", "DATA edge_A/D2 Other=8");
        assertThat(session.deadLetters()).isEmpty();
    }

    @Test
    void metricsOfTheEdgeNodeItselfAreEventsOfTheNode() {
        session.receive(edge.ndata(3));

        MachineEvent event = session.events().getFirst();
        assertThat(Told.of(event)).isEqualTo("DATA edge_A " + TestEdge.NODE_METRIC + "=3");
        assertThat(event.getDevice()).isEmpty();
        assertThat(OptionalLong.of(event.getMetrics(0).getTimeMs())).hasValue(event.getEventTimeMs());
    }
}
