package io.oeesuite.analytics.witness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class WitnessTest {
    private static final long NOW = 1_772_409_600_000L;
    private static final long SECOND = 1_000;
    private static final String NODE = "G/edge_A";
    private static final String DATA = "spBv1.0/G/DDATA/edge_A/press";

    private final Witness witness = new Witness(new Settings(10_000, 200_000, 5_000));

    @Test
    void whatCameThroughIsComplete() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnKafka(DATA, bytes("one"), NOW + 5);

        assertThat(witness.completeness(NODE, NOW + 10)).hasValue(1);
    }

    @Test
    void kafkaMayBeFaster() {
        witness.heardOnKafka(DATA, bytes("one"), NOW);
        witness.heardOnMqtt(DATA, bytes("one"), NOW + 5);

        assertThat(witness.completeness(NODE, NOW + 10)).hasValue(1);
    }

    @Test
    void aMessageIsMissingOnlyAfterTheGraceTime() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnMqtt(DATA, bytes("two"), NOW);
        witness.heardOnKafka(DATA, bytes("one"), NOW);

        assertThat(only(NOW + 29 * SECOND)).isEqualTo(new NodeCompleteness(NODE, 1, 0, 1, 0));
        assertThat(only(NOW + 31 * SECOND)).isEqualTo(new NodeCompleteness(NODE, 1, 1, 0, 0));
        assertThat(witness.completeness(NODE, NOW + 31 * SECOND)).hasValue(0.5);
    }

    @Test
    void aMessageThatComesThroughLateIsNotMissingAnyMore() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnKafka(DATA, bytes("one"), NOW + 120 * SECOND);

        assertThat(witness.completeness(NODE, NOW + 121 * SECOND)).hasValue(1);
    }

    @Test
    void theSameMessageTwiceIsTwoMessages() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnKafka(DATA, bytes("one"), NOW);

        assertThat(only(NOW + 60 * SECOND)).isEqualTo(new NodeCompleteness(NODE, 1, 1, 0, 0));
    }

    @Test
    void theSamePayloadOnAnotherTopicIsAnotherMessage() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);
        witness.heardOnKafka("spBv1.0/G/DDATA/edge_A/filler", bytes("one"), NOW);

        assertThat(only(NOW + 60 * SECOND).missing()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        witness.heardOnMqtt(DATA, bytes("lost"), NOW);

        assertThat(only(NOW + 60 * SECOND).missing()).isEqualTo(1);
        assertThat(only(NOW + 601 * SECOND).missing()).isZero();
        assertThat(witness.completeness(NODE, NOW + 601 * SECOND)).isEmpty();
    }

    @Test
    void aNodeThatIsSilentForAWindowIsForgotten() {
        witness.heardOnMqtt(DATA, bytes("one"), NOW);

        assertThat(witness.forgetSilent(NOW + 599 * SECOND)).isEmpty();
        assertThat(witness.forgetSilent(NOW + 601 * SECOND)).containsExactly(NODE);
        assertThat(witness.all(NOW + 601 * SECOND)).isEmpty();
    }

    @Test
    void commandsStatesAndOtherTopicsAreNobodysMessages() {
        assertThat(witness.heardOnMqtt("spBv1.0/G/NCMD/edge_A", bytes("x"), NOW))
                .isEmpty();
        assertThat(witness.heardOnMqtt("spBv1.0/STATE/host", bytes("x"), NOW)).isEmpty();
        assertThat(witness.heardOnMqtt("spBv1.0/G/DDATA", bytes("x"), NOW)).isEmpty();
    }

    @Test
    void aSkippedSequenceNumberIsAGapAndABirthIsNone() {
        EdgeNodeWitness node = witness.heardOnMqtt(DATA, bytes("x"), NOW).orElseThrow();
        node.sequenceNumber(254, false, NOW);
        node.sequenceNumber(255, false, NOW);
        node.sequenceNumber(0, false, NOW);
        node.sequenceNumber(3, false, NOW);
        node.sequenceNumber(0, true, NOW);
        node.sequenceNumber(1, false, NOW);

        assertThat(only(NOW).sequenceGaps()).isEqualTo(1);
    }

    @Test
    void afterAReconnectTheNextSequenceNumberIsTakenAsItIs() {
        EdgeNodeWitness node = witness.heardOnMqtt(DATA, bytes("x"), NOW).orElseThrow();
        node.sequenceNumber(5, false, NOW);
        witness.listeningAnew();
        node.sequenceNumber(77, false, NOW);

        assertThat(only(NOW).sequenceGaps()).isZero();
    }

    @Test
    void memoryIsBounded() {
        var small = new Witness(new Settings(100, 150, 3));
        for (int i = 0; i < 10_000; i++) {
            for (int node = 0; node < 5; node++) {
                small.heardOnMqtt("spBv1.0/G/NDATA/edge_" + node, bytes("m" + i), NOW);
            }
        }

        assertThat(small.all(NOW)).hasSize(3);
        assertThat(small.all(NOW).stream()
                        .mapToLong(NodeCompleteness::onTheirWay)
                        .sum())
                .isLessThanOrEqualTo(150);
    }

    @Property(tries = 100)
    void whateverTheOrderMatchedAndMissingAreAllThatWasHeard(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int messages) {
        var random = new java.util.Random(seed);
        var some = new Witness(new Settings(10_000, 200_000, 10));
        int through = 0;
        for (int i = 0; i < messages; i++) {
            byte[] payload = bytes("m" + random.nextInt(20));
            boolean comesThrough = random.nextBoolean();
            boolean kafkaFirst = random.nextBoolean();
            if (comesThrough && kafkaFirst) {
                some.heardOnKafka(DATA, payload, NOW);
            }
            some.heardOnMqtt(DATA, payload, NOW);
            if (comesThrough && !kafkaFirst) {
                some.heardOnKafka(DATA, payload, NOW);
            }
            through += comesThrough ? 1 : 0;
        }

        var all = some.all(NOW + 60 * SECOND);
        Assertions.assertThat(all.getFirst().matched()).isEqualTo(through);
        Assertions.assertThat(all.getFirst().missing()).isEqualTo(messages - through);
    }

    private NodeCompleteness only(long nowMs) {
        assertThat(witness.all(nowMs)).hasSize(1);
        return witness.all(nowMs).getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Settings(int pendingPerNode, int pending, int nodes) implements WitnessSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration grace() {
            return Duration.ofSeconds(30);
        }
    }
}
