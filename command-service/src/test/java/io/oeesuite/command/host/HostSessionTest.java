package io.oeesuite.command.host;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class HostSessionTest {
    private final AtomicLong nowMs = new AtomicLong(1_668_114_759_262L);
    private final HostSession session = new HostSession(() -> Instant.ofEpochMilli(nowMs.get()));

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-birth-payload-timestamp, tck-id-host-topic-phid-death-payload-timestamp-connect,"
                    + " tck-id-message-flow-phid-sparkplug-state-publish-payload-timestamp: birth and will have one timestamp")
    void theBirthHasTheTimestampOfTheWill() {
        HostState will = session.will();
        nowMs.addAndGet(250);

        HostState birth = session.birth().orElseThrow();

        assertThat(will).isEqualTo(new HostState(false, 1_668_114_759_262L));
        assertThat(birth).isEqualTo(new HostState(true, will.timestampMs()));
    }

    @Test
    @DisplayName(
            "tck-id-message-flow-hid-sparkplug-state-message-delivered: a STATE that says offline is contradicted with the same timestamp")
    void whoSaysOfflineIsContradicted() {
        HostState will = session.will();
        HostState birth = session.birth().orElseThrow();
        nowMs.addAndGet(60_000);

        assertThat(session.contradiction(new HostState(false, nowMs.get()))).contains(birth);
        session.acknowledged();
        assertThat(session.contradiction(will)).contains(birth);
        assertThat(session.contradiction(birth)).isEmpty();
    }

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-death-payload-timestamp-disconnect-clean, tck-id-operational-behavior-host-application-death-payload:"
                    + " the death has the time of leaving")
    void theDeathHasTheTimeOfLeaving() {
        session.will();
        session.birth();
        nowMs.addAndGet(5_000);

        assertThat(session.death()).contains(new HostState(false, nowMs.get()));
        assertThat(session.contradiction(new HostState(false, nowMs.get())))
                .as("the echo of the own death")
                .isEmpty();
        assertThat(session.death()).as("once").isEmpty();
    }

    @Test
    void nothingIsSaidBeforeTheSubscriptionsAreGrantedNorAfterTheEnd() {
        assertThat(session.birth()).isEmpty();
        session.will();
        assertThat(session.contradiction(new HostState(false, 1))).isEmpty();
        session.birth();
        session.ended();
        assertThat(session.birth()).isEmpty();
        assertThat(session.contradiction(new HostState(false, 1))).isEmpty();
        assertThat(session.death()).isEmpty();
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-multi-server-timestamp: a new connection has a new timestamp, also within a millisecond")
    void eachConnectionHasATimestampOfItsOwn() {
        HostState first = session.will();
        session.birth();
        session.ended();

        assertThat(session.will().timestampMs()).isGreaterThan(first.timestampMs());
    }

    @Test
    void aStateThatIsLaterOutdoesTheSessionAndTheNextIsAboveIt() {
        long first = session.will().timestampMs();
        assertThat(session.isOutdoneBy(new HostState(false, first))).isFalse();

        assertThat(session.isOutdoneBy(new HostState(true, first + 60_000))).isTrue();
        session.birth();
        assertThat(session.isOutdoneBy(new HostState(false, first + 60_000))).isTrue();

        assertThat(session.death()).contains(new HostState(false, first + 60_001));
        assertThat(session.isOutdoneBy(new HostState(false, first + 60_001)))
                .as("the echo of the own death")
                .isFalse();
        session.ended();
        assertThat(session.will()).isEqualTo(new HostState(false, first + 60_002));
    }

    @Test
    void commandsGoOutOnceTheBirthIsAcknowledged() {
        session.will();
        session.birth();
        assertThat(session.stage()).isInstanceOf(HostSession.Stage.Born.class);

        session.acknowledged();

        assertThat(session.stage()).isInstanceOf(HostSession.Stage.Online.class);
    }

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-birth-payload, tck-id-host-topic-phid-death-payload, tck-id-payloads-state-birth-payload,"
                    + " tck-id-payloads-state-will-message-payload: JSON with online and timestamp, nothing else")
    void payloadIsJsonWithTwoFields() {
        assertThat(new String(new HostState(true, 17).json(), UTF_8)).isEqualTo("{\"online\":true,\"timestamp\":17}");
        assertThat(HostState.parse("{ \"timestamp\" : 17, \"online\" : false }".getBytes(UTF_8)))
                .contains(new HostState(false, 17));
        assertThat(HostState.parse("OFFLINE".getBytes(UTF_8))).isEmpty();
        assertThat(HostState.parse("{\"online\":false}".getBytes(UTF_8))).isEmpty();
    }
}
