package io.oeesuite.ingest.session.stream;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceLifeTest {
    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @BeforeEach
    void born() {
        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.dbirth("D2"));
        session.events();
        session.births();
    }

    @AfterEach
    void close() {
        session.close();
    }

    // tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-offline
    // tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-tags-stale
    @Test
    void aDdeathTakesTheDeviceOfflineAtThePayloadsTime() {
        Sent ddeath = edge.ddeath("D1");

        session.later(60_000).receive(ddeath);

        List<MachineEvent> events = session.events();
        assertThat(Told.of(events)).containsExactly("DEATH edge_A/D1");
        assertThat(events.getFirst().getEventTimeMs()).isEqualTo(ddeath.timeMs());
        Birth offline = session.births().getFirst();
        assertThat(offline.getDevice()).isEqualTo("D1");
        assertThat(offline.getOnline()).isFalse();
        assertThat(offline.getSinceMs()).isEqualTo(ddeath.timeMs());
    }

    @Test
    void aSecondDeathOfAnOfflineDeviceAddsNothing() {
        session.receive(edge.ddeath("D1"), edge.ddeath("D1"));

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A/D1");
        assertThat(session.later(5000).receive(edge.ddata("D2", 1)).rebirths()).isEmpty();
    }

    @Test
    void anNdeathAfterADdeathKeepsTheDevicesTimeOfDeath() {
        session.receive(edge.ddeath("D1"), edge.ndeath());

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A/D1", "DEATH edge_A", "DEATH edge_A/D2");
    }

    @Test
    void deviceDataBeforeItsBirthAsksForARebirth() {
        session.receive(edge.ddata("D9", 1));

        assertThat(session.events()).isEmpty();
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_DEVICE_DATA_BEFORE_BIRTH);
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("device-data-before-birth");
    }

    @Test
    void deviceDataAfterDdeathAsksForARebirth() {
        session.receive(edge.ddeath("D1"), edge.ddata("D1", 1));

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A/D1");
        assertThat(session.rebirths()).hasSize(1);
    }

    @Test
    void afterAnNbirthADeviceMustBeBornBeforeItsDataCount() {
        session.receive(edge.nbirth(), edge.ddata("D1", 1));

        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_DEVICE_DATA_BEFORE_BIRTH);
    }

    @Test
    void aDeviceMayBeBornAgainWithinASession() {
        session.receive(edge.ddeath("D1"), edge.dbirth("D1"), edge.ddata("D1", 5));

        assertThat(Told.of(session.events()))
                .containsExactly(
                        "DEATH edge_A/D1",
                        "BIRTH edge_A/D1 " + TestEdge.COUNT + "=0 " + TestEdge.STATE + "=6",
                        "DATA edge_A/D1 " + TestEdge.COUNT + "=5");
        assertThat(session.births()).extracting(Birth::getOnline).containsExactly(false, true);
    }

    @Test
    void aBirthGivenUpThatArrivesAfterTheDevicesDeathDoesNotReviveIt() {
        Sent lostBirth = edge.dbirth("D3");
        Sent nothing = edge.ndata(1);
        session.receive(nothing).later(2001).receive(edge.ndata(2));
        session.receive(edge.dbirth("D3"), edge.ddeath("D3"));
        session.births();

        session.receive(lostBirth);

        assertThat(session.births()).isEmpty();
    }
}
