package io.oeesuite.command.rebirths;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.commanding.RebirthPace;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RebirthQueueTest {
    private static final int PER_SECOND = 10;

    private final Map<SourceId, Long> bornMs = new HashMap<>();
    private final RebirthPace pace = new RebirthPace(Duration.ofSeconds(10), PER_SECOND);
    private final RebirthQueue queue =
            new RebirthQueue(pace, Duration.ofMinutes(5), node -> bornMs.getOrDefault(node, 0L));

    @Test
    void manyRequestsOfANodeAreOneRebirth() {
        for (int i = 0; i < 1_000; i++) {
            queue.request(request("n", 1_000 + i), 2_000);
        }

        List<RebirthQueue.Due> due = queue.due(2_000);

        assertThat(due)
                .singleElement()
                .satisfies(one -> assertThat(one.requests()).isEqualTo(1_000));
        assertThat(queue.due(60_000)).isEmpty();
    }

    @Test
    void tenThousandNodesAreNoStorm() {
        for (int i = 0; i < 10_000; i++) {
            queue.request(request("n" + i, 1_000), 1_000);
        }
        List<Long> times = new ArrayList<>();

        for (long now = 1_000; now < 1_010_000; now += 20) {
            long at = now;
            queue.due(now).forEach(each -> times.add(at));
        }

        assertThat(times).hasSize(10_000);
        assertThat(queue.size()).isZero();
        for (int i = PER_SECOND; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - PER_SECOND)).isGreaterThanOrEqualTo(980);
        }
    }

    @Test
    void aHighRateIsReachedThoughItIsLookedAtSeldom() {
        RebirthQueue fast =
                new RebirthQueue(new RebirthPace(Duration.ofSeconds(10), 200), Duration.ofHours(1), node -> 0);
        for (int i = 0; i < 1_000; i++) {
            fast.request(request("n" + i, 1_000), 1_000);
        }
        int released = 0;

        for (long now = 1_000; now < 4_000; now += 20) {
            released += fast.due(now).size();
        }

        assertThat(released).isBetween(590, 606);
    }

    @Test
    void aBirthMeanwhileMakesItNeedless() {
        queue.request(request("n", 1_000), 1_000);
        queue.born(SourceId.ofNode("g", "n"), 999);
        assertThat(queue.size()).isEqualTo(1);

        queue.born(SourceId.ofNode("g", "n"), 1_001);

        assertThat(queue.due(2_000)).isEmpty();
    }

    @Test
    void aNodeIsNotAskedAgainBeforeTheInterval() {
        queue.request(request("n", 1_000), 1_000);
        assertThat(queue.due(1_000)).hasSize(1);
        queue.request(request("n", 2_000), 2_000);

        assertThat(queue.due(10_999)).isEmpty();
        assertThat(queue.due(11_000)).hasSize(1);
    }

    @Test
    void oldRequestsAreNotFollowed() {
        queue.request(request("old", 0), 300_001);
        assertThat(queue.size()).isZero();

        queue.request(request("n", 1), 300_001);
        assertThat(queue.due(900_000)).as("what waits does not age").hasSize(1);
    }

    @Test
    void aRequestThatIsReadAgainAfterItWasMetOrdersNothing() {
        bornMs.put(SourceId.ofNode("g", "born"), 1_000L);
        queue.ordered(SourceId.ofNode("g", "ordered"), 1_000);

        queue.request(request("born", 1_000), 2_000);
        queue.request(request("ordered", 1_000), 2_000);
        queue.request(request("neither", 1_000), 2_000);

        assertThat(queue.due(2_000)).extracting(due -> due.node().node()).containsExactly("neither");
    }

    @Test
    void aBirthThatIsKnownOnlyAfterTheRequestMeetsItToo() {
        queue.request(request("n", 1_000), 1_000);

        bornMs.put(SourceId.ofNode("g", "n"), 1_001L);

        assertThat(queue.due(2_000)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aRequestAfterTheLastOrderIsFollowed() {
        queue.ordered(SourceId.ofNode("g", "n"), 1_000);

        queue.request(request("n", 1_001), 1_001);

        assertThat(queue.due(20_000)).hasSize(1);
    }

    private static RebirthRequest request(String node, long timeMs) {
        return RebirthRequest.newBuilder()
                .setGroup("g")
                .setNode(node)
                .setCause(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP)
                .setTimeMs(timeMs)
                .build();
    }
}
