package io.oeesuite.ingest.session.stream;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.ingest.session.SessionRules;
import io.oeesuite.ingest.session.TestEdge;

import static org.assertj.core.api.Assertions.assertThat;

class NodeMemoryTest {
    private static final int EDGES = 200;
    private static final long LIMIT = 200_000;

    @Test
    void edgeNodesTakeNoMoreThanTheLimitAndAreKnownAgain() {
        NodeMemory memory = new NodeMemory(LIMIT);
        try (SessionDriver session = new SessionDriver(SessionRules.DEFAULT, EDGES, memory)) {
            List<TestEdge> edges = new ArrayList<>();
            for (int number = 0; number < EDGES; number++) {
                TestEdge edge = new TestEdge("edge_" + number, 1_700_000_000_000L);
                edges.add(edge);
                session.receive(edge.nbirth(), edge.dbirth("D1"));
                assertThat(memory.used()).isBetween(1L, LIMIT);
            }
            session.events();

            edges.forEach(edge -> session.receive(edge.ddata("D1", 1)));

            assertThat(session.events()).hasSize(EDGES);
            assertThat(session.rebirths()).isEmpty();
            assertThat(memory.used()).isBetween(1L, LIMIT);
        }
        assertThat(memory.used()).isZero();
    }
}
