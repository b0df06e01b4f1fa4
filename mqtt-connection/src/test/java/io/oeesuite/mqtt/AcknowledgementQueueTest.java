package io.oeesuite.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** MQTT-4.6.0-2: PUBACKs go out in the order in which the messages came. */
class AcknowledgementQueueTest {
    private final ArrayDeque<Runnable> eventLoop = new ArrayDeque<>();
    private final List<Integer> sent = new ArrayList<>();
    private final InFlight inFlight = new InFlight(new ReceiveLimits(10_000, 1 << 20, 1000), () -> {});
    private int flushes;
    private final AcknowledgementQueue queue =
            new AcknowledgementQueue(eventLoop::add, inFlight, sent::add, () -> flushes++);

    @Property
    void acknowledgementsKeepTheOrderOfTheMessages(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int count) {
        sent.clear();
        List<ReceivedMessage> messages =
                IntStream.rangeClosed(1, count).mapToObj(this::receive).toList();
        var shuffled = new ArrayList<>(messages);
        var random = new Random(seed);
        Collections.shuffle(shuffled, random);

        for (ReceivedMessage message : shuffled) {
            message.acknowledge();
            if (random.nextBoolean()) {
                runEventLoop();
            }
        }
        runEventLoop();

        assertThat(sent).isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
        assertThat(inFlight.messages()).isZero();
    }

    @Test
    void whatIsReadyGoesOutTogether() {
        List<ReceivedMessage> messages =
                IntStream.rangeClosed(1, 50).mapToObj(this::receive).toList();

        messages.forEach(InboundMessage::acknowledge);

        assertThat(eventLoop).hasSize(1);
        runEventLoop();
        assertThat(sent).hasSize(50);
        assertThat(flushes).isEqualTo(1);
    }

    @Test
    void acknowledgingTwiceSendsOnce() {
        ReceivedMessage message = receive(1);

        message.acknowledge();
        message.acknowledge();
        runEventLoop();

        assertThat(sent).containsExactly(1);
    }

    @Test
    void aMessageCountsWithItsTopic() {
        var queueOfOneKilobyte = new InFlight(new ReceiveLimits(10_000, 1000, 1000), () -> {});
        var counting = new AcknowledgementQueue(eventLoop::add, queueOfOneKilobyte, sent::add, () -> flushes++);
        var message = new ReceivedMessage(counting, 1, "t".repeat(1000), new byte[0], 1, false, false);

        counting.add(message);
        assertThat(queueOfOneKilobyte.mayRead()).isFalse();

        message.acknowledge();
        runEventLoop();
        assertThat(queueOfOneKilobyte.mayRead()).isTrue();
    }

    @Test
    void qosZeroMakesRoomWithoutAPacket() {
        var message = new ReceivedMessage(queue, 0, "t", new byte[] {1}, 0, false, false);
        queue.add(message);

        message.acknowledge();
        runEventLoop();

        assertThat(sent).isEmpty();
        assertThat(flushes).isZero();
        assertThat(inFlight.messages()).isZero();
    }

    @Test
    void afterTheConnectionIsLostAcknowledgementsOnlyMakeRoom() {
        ReceivedMessage message = receive(1);
        queue.disconnected();

        message.acknowledge();
        runEventLoop();

        assertThat(sent).isEmpty();
        assertThat(inFlight.messages()).isZero();
    }

    @Test
    void whenEmptyWaitsForTheLastAcknowledgement() {
        var empty = new AtomicBoolean();
        ReceivedMessage message = receive(1);
        queue.whenEmpty(() -> empty.set(true));
        runEventLoop();
        assertThat(empty).isFalse();

        message.acknowledge();
        runEventLoop();

        assertThat(empty).isTrue();
    }

    private ReceivedMessage receive(int packetId) {
        var message = new ReceivedMessage(queue, packetId, "t", new byte[] {1}, 1, false, false);
        queue.add(message);
        return message;
    }

    private void runEventLoop() {
        while (!eventLoop.isEmpty()) {
            eventLoop.remove().run();
        }
    }
}
