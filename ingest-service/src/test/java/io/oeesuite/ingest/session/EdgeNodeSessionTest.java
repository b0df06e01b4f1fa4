package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.ingest.session.TestEdge.Sent;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DecoderLimits;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class EdgeNodeSessionTest {
    private static final int WAITING = 100;

    private final RawMessageReader reader = new RawMessageReader(DecoderLimits.DEFAULT, "iotflow");
    private final EdgeNodeSession rules = new EdgeNodeSession(SessionRules.DEFAULT, reader);
    private final TestEdge edge = TestEdge.edgeA();
    private NodeState state = NodeState.NEW;
    private long offset;

    private List<Outcome> receive(Sent sent) {
        Origin origin = new Origin("analytics_INGEST-0/1", 0, offset++, sent.timeMs(), sent.timeMs());
        RawMessage raw = new RawMessage(sent.topic(), Bytes.of(sent.payload()), false, false, origin, Optional.empty());
        Step step = switch (reader.read(raw)) {
            case Reading.OfSparkplug(SparkplugMessage message) -> rules.receive(state, message);
            case Reading.InSequence(WaitingMessage message) -> rules.receive(state, message);
            case Reading.OfJsonDevice _, Reading.Unreadable _, Reading.NotOfMachines _ ->
                throw new AssertionError(sent.topic());
        };
        state = step.state();
        return step.outcomes();
    }

    @Test
    void theEventsOfAllThatWaitedTakeBoundedMemory() {
        Metric born = Metric.of("n".repeat(60_000), DataType.INT32, 0).withAlias(5);
        Metric[] repeated = new Metric[30];
        Arrays.fill(repeated, born.withoutName().withoutDataType());
        receive(edge.nbirth());
        receive(edge.dbirth("D1", born));
        Sent missing = edge.ddata("D1");
        for (int count = 0; count < WAITING; count++) {
            receive(edge.ddata("D1", repeated));
        }

        List<Outcome> outcomes = receive(missing);

        long bytes = 0;
        List<DeadLetterReason> deadLetters = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.EventHappened happened) {
                bytes += happened.event().getSerializedSize();
            }
            if (outcome instanceof Outcome.DeadLettered dead) {
                deadLetters.add(dead.reason());
            }
        }
        assertThat(bytes).isBetween(Turn.MOST_EVENT_BYTES / 2, Turn.MOST_EVENT_BYTES);
        assertThat(deadLetters).isNotEmpty().containsOnly(DeadLetterReason.TOO_LARGE);
        assertThat(state.held().isEmpty()).isTrue();
    }
}
