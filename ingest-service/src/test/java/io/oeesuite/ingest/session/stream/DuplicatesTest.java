package io.oeesuite.ingest.session.stream;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;

import static org.assertj.core.api.Assertions.assertThat;

class DuplicatesTest {
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

    private List<Sent> data(int count) {
        List<Sent> sent = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            sent.add(edge.ddata("D1", number));
        }
        return sent;
    }

    @Test
    void aMessageDeliveredTwiceCountsOnce() {
        Sent data = edge.ddata("D1", 1);

        session.receive(data, data);

        assertThat(session.events()).hasSize(1);
        assertThat(session.later(5000).receive(edge.ddata("D1", 2)).rebirths()).isEmpty();
    }

    @Test
    void thousandsDeliveredAgainAtOnceCountOnceThoughTheSequenceHasWrapped() {
        Sent[] sent = data(3000).toArray(Sent[]::new);

        session.receive(sent).later(10).receive(sent).later(10).receive(edge.ddata("D1", 7));

        assertThat(session.events()).hasSize(3001);
        assertThat(session.later(5000).receive(edge.ddata("D1", 8)).rebirths()).isEmpty();
    }

    @Test
    void aHeldMessageDeliveredAgainCountsOnce() {
        Sent one = edge.ddata("D1", 1);
        Sent two = edge.ddata("D1", 2);

        session.receive(two, two, one, two, one);

        assertThat(Told.of(session.events()))
                .containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=1", "DATA edge_A/D1 " + TestEdge.COUNT + "=2");
    }

    @Test
    void theMemoryIsOfTheLastMessages() {
        Sent first = edge.ddata("D1", -1);
        session.receive(first);
        session.receive(data(SessionDriver.DUPLICATE_MEMORY - 1).toArray(Sent[]::new));
        session.events();

        session.receive(first);
        assertThat(session.events()).isEmpty();

        session.receive(edge.ddata("D1", 1));
        session.events();
        session.receive(first);
        assertThat(session.later(2001).receive(edge.ddata("D1", 2)).events()).hasSize(2);
    }
}
