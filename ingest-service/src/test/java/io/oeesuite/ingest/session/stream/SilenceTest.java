package io.oeesuite.ingest.session.stream;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.ingest.session.TestEdge;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceTest {
    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @AfterEach
    void close() {
        session.close();
    }

    private void gap() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        session.events();
        edge.loseOne();
        session.receive(edge.ddata("D1", 2));
    }

    @Test
    void aGapWithNothingBehindItIsNoticed() {
        gap();

        session.silence(Duration.ofMillis(2400));

        assertThat(session.rebirths())
                .singleElement()
                .satisfies(request -> assertThat(request.getTimeMs()).isEqualTo(SessionDriver.START_MS + 2000));
        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + TestEdge.COUNT + "=2");
    }

    @Test
    void itIsNotSilenceBeforeTheReorderTimeoutHasPassed() {
        gap();

        session.silence(Duration.ofMillis(1800));

        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void itIsNotSilenceWhileTheLogHoldsRecordsThatWereNotRead() {
        gap();

        session.logEndReached(false).silence(Duration.ofMinutes(5));
        assertThat(session.rebirths()).isEmpty();

        session.logEndReached(true).silence(Duration.ofSeconds(1));
        assertThat(session.rebirths()).hasSize(1);
    }

    @Test
    void silenceThatWasConfirmedOnceIsConfirmedAgainAsTimePasses() {
        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.nbirth());
        session.events();

        session.silence(Duration.ofSeconds(5)).logEndReached(false).silence(Duration.ofMinutes(5));
        assertThat(session.events()).isEmpty();

        session.logEndReached(true).silence(Duration.ofSeconds(1));
        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A/D1");
    }

    @Test
    void devicesThatAreNotBornAgainAreNoticedInSilence() {
        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.nbirth());
        session.events();

        session.silence(Duration.ofSeconds(11));

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A/D1");
    }
}
