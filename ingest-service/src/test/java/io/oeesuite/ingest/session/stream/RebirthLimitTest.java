package io.oeesuite.ingest.session.stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.TestEdge;

import static org.assertj.core.api.Assertions.assertThat;

class RebirthLimitTest {
    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @BeforeEach
    void born() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void anEdgeNodeIsAskedOncePerIntervalHoweverOftenThereIsCause() {
        for (int second = 0; second < 60; second++) {
            for (int message = 0; message < 10; message++) {
                session.receive(edge.ddata("D9", message));
            }
            session.later(1000);
        }

        assertThat(session.rebirths()).hasSize(6);
        assertThat(session.deadLetters()).hasSize(600);
    }

    @Test
    void aRequestThatComesTooEarlyIsMadeWhenItsTimeHasCome() {
        session.receive(edge.ddata("D9", 1)).later(3000);
        edge.loseOne();
        session.receive(edge.ddata("D1", 1)).later(6999).receive(edge.ddata("D1", 2));
        assertThat(session.rebirths()).hasSize(1);

        session.later(2).receive(edge.ddata("D1", 3));

        assertThat(session.rebirths()).singleElement().satisfies(request -> {
            assertThat(request.getCause()).isEqualTo(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP);
            assertThat(request.getTimeMs()).isEqualTo(SessionDriver.START_MS + 10_000);
        });
    }

    @Test
    void anNbirthMakesAWaitingRequestNeedless() {
        session.receive(edge.ddata("D9", 1), edge.ddata("D9", 2));
        assertThat(session.rebirths()).hasSize(1);

        session.receive(edge.nbirth(), edge.dbirth("D1")).later(60_000).receive(edge.ddata("D1", 1));

        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void edgeNodesAreLimitedEachForItself() {
        TestEdge other = new TestEdge("edge_B", edge.timeMs());
        session.receive(other.nbirth());

        session.receive(edge.ddata("D9", 1), other.ddata("D9", 1));

        assertThat(session.rebirths()).extracting(RebirthRequest::getNode).containsExactly("edge_A", "edge_B");
    }
}
