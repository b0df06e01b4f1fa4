package io.oeesuite.simulator.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class SparkplugSessionTest {

    private static final long NOW = 1_750_000_000_000L;

    private final EdgeModel model = Nodes.twoDevices();
    private final SparkplugSession session = new SparkplugSession(model, false);

    // tck-id-topics-ndeath-payload, tck-id-topics-ndeath-seq,
    // tck-id-message-flow-edge-node-birth-publish-will-message-topic
    @Test
    void theWillCarriesBdSeqAndNothingElse() {
        EdgeMessage will = SparkplugSession.will(Nodes.ID, 7, NOW);

        assertThat(will.topic()).hasToString("spBv1.0/G1/NDEATH/edge_N1");
        assertThat(will.payload().seq()).isEmpty();
        assertThat(will.payload().metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.name()).contains("bdSeq");
            assertThat(metric.dataType()).contains(DataType.INT64);
            assertThat(metric.value()).contains(new LongValue(7));
        });
    }

    // tck-id-topics-nbirth-seq-num, tck-id-topics-nbirth-bdseq-matching, tck-id-topics-nbirth-metrics,
    // tck-id-payloads-dbirth-seq-inc
    @Test
    void theBirthSequenceBeginsWithTheNodeAndCountsFromZero() {
        session.bdSeq(7);

        List<EdgeMessage> births = session.births(NOW);

        assertThat(births)
                .extracting(birth -> birth.topic().toString())
                .containsExactly(
                        "spBv1.0/G1/NBIRTH/edge_N1", "spBv1.0/G1/DBIRTH/edge_N1/A", "spBv1.0/G1/DBIRTH/edge_N1/B");
        assertThat(births).extracting(birth -> birth.payload().seq().orElse(-1)).containsExactly(0, 1, 2);
        assertThat(births.getFirst().payload().find("bdSeq"))
                .flatMap(Metric::value)
                .contains(new LongValue(7));
        assertThat(births)
                .allSatisfy(birth -> assertThat(birth.payload().metrics()).allSatisfy(metric -> {
                    assertThat(metric.name()).isPresent();
                    assertThat(metric.dataType()).isPresent();
                    assertThat(metric.value()).isPresent();
                    assertThat(metric.timestamp()).isEqualTo(OptionalLong.of(NOW));
                }));
    }

    // tck-id-operational-behavior-data-commands-rebirth-name, -datatype, -value, -name-aliases
    @Test
    void theRebirthControlIsFalseAndHasNoAlias() {
        Payload birth = new SparkplugSession(model, true).births(NOW).getFirst().payload();

        Metric rebirth = birth.find("Node Control/Rebirth").orElseThrow();

        assertThat(rebirth.dataType()).contains(DataType.BOOLEAN);
        assertThat(rebirth.value()).contains(BooleanValue.of(false));
        assertThat(rebirth.alias()).isEmpty();
    }

    // tck-id-payloads-alias-uniqueness, tck-id-payloads-alias-birth-requirement
    @Test
    void aliasesAreUniqueOverNodeAndDevices() {
        List<EdgeMessage> births = new SparkplugSession(model, true).births(NOW);

        Set<Long> seen = new HashSet<>();
        births.stream()
                .flatMap(birth -> birth.payload().metrics().stream())
                .filter(metric -> metric.alias().isPresent())
                .forEach(metric -> {
                    assertThat(metric.name()).isPresent();
                    assertThat(seen.add(metric.alias().getAsLong())).isTrue();
                });
        assertThat(seen).hasSize(6);
    }

    // tck-id-payloads-alias-data-cmd-requirement, tck-id-payloads-metric-datatype-not-req
    @Test
    void dataGoesByAliasWithoutNameAndType() {
        SparkplugSession aliased = new SparkplugSession(model, true);
        long alias = aliased.births(NOW)
                .get(1)
                .payload()
                .find("count")
                .orElseThrow()
                .alias()
                .orElseThrow();

        Metric sent = aliased.data(Optional.of("A"), List.of(Nodes.count(5, NOW)), NOW)
                .payload()
                .metrics()
                .getFirst();

        assertThat(sent.name()).isEmpty();
        assertThat(sent.alias()).hasValue(alias);
        assertThat(sent.dataType()).isEmpty();
    }

    // tck-id-payloads-sequence-num-incrementing
    @Test
    void sequenceNumbersWrapAfter255AndCountEveryMessageOfTheNode() {
        session.births(NOW);
        int expected = 2;
        for (int i = 0; i < 600; i++) {
            expected = (expected + 1) % 256;
            EdgeMessage message = switch (i % 4) {
                case 0 -> session.data(Optional.empty(), List.of(), NOW);
                case 1 -> session.deviceDeath("A", NOW);
                case 2 -> session.deviceBirth("A", NOW);
                default -> session.data(Optional.of("B"), List.of(), NOW);
            };
            assertThat(message.payload().seq()).hasValue(expected);
        }
    }

    // tck-id-operational-behavior-data-commands-rebirth-action-3
    @Test
    void aRebirthKeepsBdSeqAndBeginsAtZeroAgain() {
        session.bdSeq(9);
        session.births(NOW);
        session.data(Optional.of("A"), List.of(Nodes.count(1, NOW)), NOW);

        Payload rebirth = session.births(NOW + 1).getFirst().payload();

        assertThat(rebirth.seq()).hasValue(0);
        assertThat(rebirth.find("bdSeq")).flatMap(Metric::value).contains(new LongValue(9));
    }

    // tck-id-operational-behavior-data-publish-dbirth
    @Test
    void aDeviceThatIsOfflineIsNotBorn() {
        model.setOnline("A", false);

        assertThat(session.births(NOW))
                .extracting(birth -> birth.topic().toString())
                .containsExactly("spBv1.0/G1/NBIRTH/edge_N1", "spBv1.0/G1/DBIRTH/edge_N1/B");
    }

    // tck-id-operational-behavior-data-publish-dbirth-order
    @Test
    void liveValuesOfOneMessageGoInChronologicalOrder() {
        session.births(NOW);

        Payload data = session.data(Optional.of("A"), List.of(Nodes.count(2, NOW + 2), Nodes.count(1, NOW + 1)), NOW)
                .payload();

        assertThat(data.metrics())
                .extracting(metric -> metric.timestamp().orElseThrow())
                .containsExactly(NOW + 1, NOW + 2);
    }

    @Test
    void commandsAreUnderstoodByNameAndByAlias() {
        SparkplugSession aliased = new SparkplugSession(model, true);
        long alias = aliased.births(NOW)
                .get(1)
                .payload()
                .find("speed")
                .orElseThrow()
                .alias()
                .orElseThrow();
        Metric byName = Metric.of("speed", DataType.DOUBLE, 3.0);
        Metric byAlias = byName.withAlias(alias).withoutName();

        assertThat(commands(aliased, "A", byName)).containsExactly(written("A", byName));
        assertThat(commands(aliased, "A", byAlias)).containsExactly(written("A", byName.withAlias(alias)));
    }

    @Test
    void commandsThatMakeNoSenseAreRefusedWithAReason() {
        session.births(NOW);

        assertThat(refusal(session, "A", Metric.of("count", DataType.INT32, 1))).contains("read-only");
        assertThat(refusal(session, "A", Metric.of("nonsense", DataType.INT32, 1)))
                .contains("not in the birth");
        assertThat(refusal(session, "A", Metric.of("speed", "fast"))).contains("DOUBLE");
        assertThat(refusal(session, "C", Metric.of("speed", DataType.DOUBLE, 1.0)))
                .contains("no device C");
        assertThat(refusal(session, "A", Metric.of("x", true).withAlias(99).withoutName()))
                .contains("alias 99");
        assertThat(refusal(session, "A", Metric.of("Device Control/Rebirth", false)))
                .contains("not true");
    }

    @Test
    void controlsAreUnderstood() {
        session.births(NOW);

        assertThat(session.commands(Optional.empty(), payload(Metric.of("Node Control/Rebirth", true))))
                .containsExactly(new Command.Rebirth());
        assertThat(session.commands(Optional.empty(), payload(Metric.of("Node Control/Next Server", true))))
                .containsExactly(new Command.NextServer());
        assertThat(commands(session, "A", Metric.of("Device Control/Rebirth", true)))
                .containsExactly(new Command.DeviceRebirth("A"));
    }

    @Test
    void aWriteOfTheOtherFloatWidthIsConverted() {
        session.births(NOW);

        assertThat(commands(session, "A", Metric.of("speed", DataType.FLOAT, 2.5)))
                .containsExactly(written("A", Metric.of("speed", DataType.DOUBLE, new DoubleValue(2.5))));
    }

    private static List<Command> commands(SparkplugSession session, String device, Metric metric) {
        return session.commands(Optional.of(device), payload(metric));
    }

    private static String refusal(SparkplugSession session, String device, Metric metric) {
        return commands(session, device, metric).getFirst() instanceof Command.Refused(String why)
                ? why
                : "not refused";
    }

    private static Command written(String device, Metric metric) {
        return new Command.Write(Optional.of(device), metric);
    }

    private static Payload payload(Metric metric) {
        return Payload.withoutSeq(NOW, List.of(metric));
    }
}
