package io.oeesuite.sparkplug;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.sparkplug.MalformedTopicException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** tck-id-topic-structure, -namespace-a, -namespace-valid-group-id, -valid-edge-node-id, -valid-device-id, -device-id-(non-)associated-message-types. */
class SparkplugTopicTest {

    @ParameterizedTest
    @EnumSource
    void everyMessageTypeHasItsTopic(MessageType type) throws MalformedTopicException {
        String text = "spBv1.0/Plant 1/" + type + "/edge_1" + (type.isDevice() ? "/Füller" : "");

        SparkplugTopic topic = SparkplugTopic.parse(text);

        assertThat(topic)
                .isEqualTo(new SparkplugTopic(
                        "Plant 1", type, "edge_1", type.isDevice() ? Optional.of("Füller") : Optional.empty()));
        assertThat(topic).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "spAv1.0/G/NDATA/N      | WRONG_NAMESPACE      | 0",
                "spBv1.0                | WRONG_LEVEL_COUNT    | 1",
                "/spBv1.0/G/NDATA/N     | WRONG_NAMESPACE      | 0",
                "spBv1.0/G/NDATA        | WRONG_LEVEL_COUNT    | 3",
                "spBv1.0/G/DDATA/N/D/x  | WRONG_LEVEL_COUNT    | 5",
                "spBv1.0/G/NDATA/N/     | DEVICE_FORBIDDEN     | 4",
                "spBv1.0/G/NDATA/N/D    | DEVICE_FORBIDDEN     | 4",
                "spBv1.0/G/DDATA/N      | DEVICE_MISSING       | 4",
                "spBv1.0/G/DDATA/N/     | INVALID_ID           | 4",
                "spBv1.0//NDATA/N       | INVALID_ID           | 1",
                "spBv1.0/G/NDATA/       | INVALID_ID           | 3",
                "spBv1.0/G/ndata/N      | UNKNOWN_MESSAGE_TYPE | 2",
                "spBv1.0/G/STATE/N      | UNKNOWN_MESSAGE_TYPE | 2",
                "spBv1.0/G+/NDATA/N     | INVALID_ID           | 1",
                "spBv1.0/G/NDATA/#      | INVALID_ID           | 3",
                "spBv1.0/G/DDATA/N/a+b  | INVALID_ID           | 4",
                "spBv1.0/STATE/host     | WRONG_LEVEL_COUNT    | 3"
            })
    void aMalformedTopicIsNamedWithTheLevelAtFault(String topic, Reason reason, int level) {
        var thrown = catchThrowableOfType(MalformedTopicException.class, () -> SparkplugTopic.parse(topic));

        assertThat(thrown.reason()).isEqualTo(reason);
        assertThat(thrown.level()).isEqualTo(level);
        assertThat(thrown).hasMessageContaining(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\uD800", "\uDC00x", "broken \uFFFD"})
    void anIdThatIsNotUtf8IsRefused(String id) {
        var thrown = catchThrowableOfType(
                MalformedTopicException.class, () -> SparkplugTopic.parse("spBv1.0/" + id + "/NDATA/N"));

        assertThat(thrown.reason()).isEqualTo(Reason.INVALID_ID);
        assertThatIllegalArgumentException().isThrownBy(() -> SparkplugTopic.ofNode(id, MessageType.NDATA, "N"));
    }

    @Test
    void theEmptyTopicIsRefused() {
        assertThat(catchThrowableOfType(MalformedTopicException.class, () -> SparkplugTopic.parse(""))
                        .reason())
                .isEqualTo(Reason.WRONG_NAMESPACE);
    }

    @Test
    void aTopicIsMadeOnlyOfValidParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> SparkplugTopic.ofNode("G", MessageType.DDATA, "N"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkplugTopic.ofDevice("G", MessageType.NDATA, "N", "D"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkplugTopic.ofDevice("G", MessageType.DDATA, "N", "a/b"))
                .withMessageContaining("device id \"a/b\"");
        assertThat(SparkplugTopic.ofDevice("G", MessageType.DCMD, "N", "D")).hasToString("spBv1.0/G/DCMD/N/D");
    }

    @Test
    void messageTypesKnowTheirKind() {
        assertThat(MessageType.values())
                .filteredOn(MessageType::isDevice)
                .allMatch(type -> type.name().startsWith("D"))
                .hasSize(4);
        assertThat(MessageType.values())
                .filteredOn(MessageType::isCommand)
                .containsExactly(MessageType.NCMD, MessageType.DCMD);
        assertThat(MessageType.values())
                .filteredOn(type -> !type.hasSequenceNumber())
                .containsExactly(MessageType.NDEATH, MessageType.NCMD, MessageType.DCMD);
    }

    /** tck-id-host-topic-phid-birth-topic. */
    @Test
    void theStateTopicNamesTheHost() throws MalformedTopicException {
        assertThat(StateTopic.parse("spBv1.0/STATE/scada 1")).isEqualTo(new StateTopic("scada 1"));
        assertThat(new StateTopic("scada 1")).hasToString("spBv1.0/STATE/scada 1");
        assertThat(StateTopic.matches("spBv1.0/STATE/x")).isTrue();
        assertThat(StateTopic.matches("spBv1.0/STATE/NDATA/x")).isFalse();
        assertThat(StateTopic.matches("spBv1.0/G/NDATA/x")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "STATE/x, WRONG_NAMESPACE, 0",
        "spBv1.0/G/x, UNKNOWN_MESSAGE_TYPE, 1",
        "spBv1.0, UNKNOWN_MESSAGE_TYPE, 1",
        "spBv1.0/STATE, WRONG_LEVEL_COUNT, 2",
        "spBv1.0/STATE/a/b, WRONG_LEVEL_COUNT, 3",
        "spBv1.0/STATE/, INVALID_ID, 2",
        "spBv1.0/STATE/#, INVALID_ID, 2"
    })
    void aMalformedStateTopicIsNamed(String topic, Reason reason, int level) {
        var thrown = catchThrowableOfType(MalformedTopicException.class, () -> StateTopic.parse(topic));

        assertThat(thrown.reason()).isEqualTo(reason);
        assertThat(thrown.level()).isEqualTo(level);
        assertThatIllegalArgumentException().isThrownBy(() -> new StateTopic("a/b"));
    }

    /** tck-id-payloads-sequence-num-incrementing. */
    @Test
    void sequenceNumbersWrapAfter255() {
        assertThat(SequenceNumber.next(0)).isEqualTo(1);
        assertThat(SequenceNumber.next(255)).isZero();
        assertThat(SequenceNumber.distance(255, 2)).isEqualTo(3);
        assertThat(SequenceNumber.distance(7, 7)).isZero();
        assertThat(SequenceNumber.isValid(255)).isTrue();
        assertThat(SequenceNumber.isValid(-1)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> SequenceNumber.next(256));
        assertThatIllegalArgumentException().isThrownBy(() -> SequenceNumber.distance(0, -1));
    }
}
