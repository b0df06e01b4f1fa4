package io.oeesuite.ingest.session.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.SessionRules;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class MessageOrderTest {
    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @AfterEach
    void close() {
        session.close();
    }

    private void born() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        session.events();
    }

    private List<String> counts() {
        return session.events().stream()
                .map(event -> Told.value(event.getMetrics(0)))
                .toList();
    }

    @Test
    void messagesInOrderGoOnAtOnce() {
        born();

        session.receive(edge.ddata("D1", 1), edge.ddata("D1", 2), edge.ndata(3));

        assertThat(counts()).containsExactly("1", "2", "3");
        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void theSequenceWrapsFrom255To0() {
        born();

        List<String> sent = new ArrayList<>();
        for (int count = 1; count <= 600; count++) {
            session.receive(edge.ddata("D1", count));
            sent.add(Integer.toString(count));
        }

        assertThat(counts()).isEqualTo(sent);
        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void theSequenceRunsOverAllMessageTypesButNdeath() {
        born();

        session.receive(edge.ndata(1), edge.ddata("D1", 2), edge.ddeath("D1"), edge.dbirth("D1"), edge.ddata("D1", 3));

        assertThat(session.events()).hasSize(5);
        assertThat(session.later(5000).receive(edge.ndata(4)).rebirths()).isEmpty();
    }

    // tck-id-operational-behavior-host-reordering-start
    @Test
    void aMessageAheadOfItsTurnIsHeld() {
        born();
        edge.loseOne();

        session.receive(edge.ddata("D1", 2));

        assertThat(session.events()).isEmpty();
        assertThat(session.rebirths()).isEmpty();
    }

    // tck-id-operational-behavior-host-reordering-success
    @Test
    void theMissingMessageInTimeCancelsTheTimeoutAndHeldMessagesGoOnInOrder() {
        born();
        Sent one = edge.ddata("D1", 1);
        Sent two = edge.ddata("D1", 2);
        Sent three = edge.ddata("D1", 3);

        session.receive(three, two).later(2000).receive(one);

        assertThat(counts()).containsExactly("1", "2", "3");
        assertThat(session.later(60_000).receive(edge.ddata("D1", 4)).rebirths())
                .isEmpty();
    }

    // tck-id-operational-behavior-host-reordering-rebirth
    @Test
    void whenTheReorderTimeoutExpiresARebirthIsRequestedAndHeldFactsAreKept() {
        born();
        edge.loseOne();
        Sent two = edge.ddata("D1", 2);
        Sent three = edge.ddata("D1", 3);

        session.receive(three).later(100).receive(two).later(1901).receive(edge.ddata("D1", 4));

        assertThat(counts()).containsExactly("2", "3", "4");
        RebirthRequest request = session.rebirths().getFirst();
        assertThat(request.getCause()).isEqualTo(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP);
        assertThat(request.getDetail()).isEqualTo("seq 2 expected, 3 received, 2000 ms waited");
        assertThat(request.getGroup() + "/" + request.getNode()).isEqualTo("Plant/edge_A");
        assertThat(request.getTimeMs()).isEqualTo(SessionDriver.START_MS + 2000);
    }

    // tck-id-operational-behavior-host-reordering-param
    @Test
    void theReorderTimeoutIsASetting() {
        SessionRules patient =
                new SessionRules(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10), 2048);
        try (SessionDriver slow = new SessionDriver(patient, 1000)) {
            slow.receive(edge.nbirth(), edge.dbirth("D1"));
            edge.loseOne();

            slow.receive(edge.ddata("D1", 2)).later(30_000).receive(edge.ddata("D1", 3));

            assertThat(slow.rebirths()).isEmpty();
            assertThat(slow.later(1).receive(edge.ddata("D1", 4)).rebirths()).hasSize(1);
        }
    }

    @Test
    void eachGapHasItsOwnTimeout() {
        born();
        edge.loseOne();
        Sent two = edge.ddata("D1", 2);
        Sent lateThree = edge.ddata("D1", 3);
        Sent four = edge.ddata("D1", 4);

        session.receive(two).later(1900).receive(four).later(200);
        session.receive(lateThree);

        assertThat(counts()).containsExactly("2", "3", "4");
        assertThat(session.rebirths()).hasSize(1);
    }

    @Test
    void aMessageThatWasGivenUpIsStillAFactWhenItArrives() {
        born();
        Sent one = edge.ddata("D1", 1);
        Sent two = edge.ddata("D1", 2);

        session.receive(two)
                .later(2001)
                .receive(edge.ddata("D1", 3))
                .later(60_000)
                .receive(one, edge.ddata("D1", 4));

        assertThat(counts()).containsExactly("2", "3", "1", "4");
        assertThat(session.rebirths()).hasSize(1);
        assertThat(session.deadLetters()).isEmpty();
    }

    @Test
    void heldMessagesAreBoundedPerEdgeNode() {
        SessionRules narrow =
                new SessionRules(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10), 10);
        try (SessionDriver bounded = new SessionDriver(narrow, 1000)) {
            bounded.receive(edge.nbirth(), edge.dbirth("D1"));
            bounded.events();
            edge.loseOne();

            for (int count = 2; count <= 12; count++) {
                bounded.receive(edge.ddata("D1", count));
            }

            assertThat(bounded.events()).hasSize(11);
            assertThat(bounded.rebirths()).hasSize(1);
        }
    }

    @Test
    void heldMessagesAreBoundedInBytesToo() {
        session.receive(edge.nbirth(), edge.dbirth("D1", Metric.of("Text", "").withAlias(5)));
        session.events();
        edge.loseOne();
        Metric text = Metric.of("Text", "t".repeat(50_000)).withAlias(5);

        for (int count = 0; count < 100; count++) {
            session.receive(edge.ddata("D1", text));
        }
        assertThat(session.events()).isEmpty();

        for (int count = 0; count < 100; count++) {
            session.receive(edge.ddata("D1", text));
        }
        assertThat(session.events()).hasSize(200);
        assertThat(session.rebirths()).hasSize(1);
    }

    @Test
    void aMalformedMessageTakesItsTurn() {
        born();

        session.receive(edge.brokenDdata("D1"), edge.ddata("D1", 1));

        assertThat(counts()).containsExactly("1");
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("malformed-payload");
        assertThat(session.later(5000).receive(edge.ddata("D1", 2)).rebirths()).isEmpty();
    }

    @Test
    void aMalformedMessageAheadOfItsTurnWaitsForItAsAllDo() {
        born();
        Sent one = edge.ddata("D1", 1);
        Sent broken = edge.brokenDdata("D1");

        session.receive(broken, edge.ddata("D1", 3));
        assertThat(session.deadLetters()).isEmpty();
        session.later(100).receive(one);

        assertThat(counts()).containsExactly("1", "3");
        assertThat(session.deadLetters()).hasSize(1);
        assertThat(session.later(5000).receive(edge.ddata("D1", 4)).rebirths()).isEmpty();
    }

    @Test
    void hundredsOfHeldMessagesGoOnInOrderEvenWhenTheSequenceWraps() {
        born();
        List<Sent> odd = new ArrayList<>();
        List<Sent> even = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (int count = 0; count < 1000; count++) {
            (count % 2 == 0 ? even : odd).add(edge.ddata("D1", count));
            sent.add(Integer.toString(count));
        }

        session.receive(odd.toArray(Sent[]::new)).later(1500).receive(even.toArray(Sent[]::new));

        assertThat(counts()).isEqualTo(sent);
        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void edgeNodesDoNotWaitForEachOther() {
        TestEdge other = new TestEdge("edge_B", edge.timeMs());
        born();
        session.receive(other.nbirth(), other.dbirth("D1"));
        session.events();
        edge.loseOne();

        session.receive(edge.ddata("D1", 1), other.ddata("D1", 7));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_B/D1 " + TestEdge.COUNT + "=7");
    }

    @Test
    void theLogsTimeIsToldByTheOtherEdgeNodesToo() {
        TestEdge other = new TestEdge("edge_B", edge.timeMs());
        born();
        session.receive(other.nbirth());
        session.events();
        edge.loseOne();

        session.receive(edge.ddata("D1", 2)).later(2001).receive(other.ndata(1));

        assertThat(Told.of(session.events()))
                .containsExactly(
                        "DATA edge_A/D1 " + TestEdge.COUNT + "=2", "DATA edge_B " + TestEdge.NODE_METRIC + "=1");
        assertThat(session.rebirths()).hasSize(1);
    }
}
