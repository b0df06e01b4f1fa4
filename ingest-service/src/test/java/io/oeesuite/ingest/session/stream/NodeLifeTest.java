package io.oeesuite.ingest.session.stream;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;

import static org.assertj.core.api.Assertions.assertThat;

class NodeLifeTest {
    private static final String COUNT = TestEdge.COUNT;
    private static final String BIRTH_OF_NODE = "BIRTH edge_A " + TestEdge.NODE_METRIC + "=0";
    private static final String BIRTH_OF_D1 = "BIRTH edge_A/D1 " + COUNT + "=0 " + TestEdge.STATE + "=6";

    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @AfterEach
    void close() {
        session.close();
    }

    private void born() {
        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.dbirth("D2"));
        forget();
    }

    private void forget() {
        session.events();
        session.births();
        session.rebirths();
        session.deadLetters();
    }

    private static List<String> online(List<Birth> births) {
        return births.stream()
                .map(birth -> birth.getNode() + "/" + birth.getDevice() + (birth.getOnline() ? " online" : " offline"))
                .toList();
    }

    @Test
    void aBirthDeclaresTheMetricsAndTellsTheirValues() {
        Sent nbirth = edge.nbirth();
        Sent dbirth = edge.dbirth("D1");

        session.receive(nbirth, dbirth);

        assertThat(Told.of(session.events())).containsExactly(BIRTH_OF_NODE, BIRTH_OF_D1);
        List<Birth> births = session.births();
        assertThat(online(births)).containsExactly("edge_A/ online", "edge_A/D1 online");
        Birth device = births.get(1);
        assertThat(device.getMetrics(0).getName()).isEqualTo(COUNT);
        assertThat(device.getMetrics(0).getAlias()).isEqualTo(TestEdge.COUNT_ALIAS);
        assertThat(device.getMetrics(0).getDatatype()).isEqualTo(3);
        assertThat(device.getMetrics(0).getValue().getIntValue()).isZero();
        assertThat(device.getBirthTimeMs()).isEqualTo(dbirth.timeMs());
        assertThat(device.getSinceMs()).isEqualTo(dbirth.timeMs());
        assertThat(device.getReceiveTimeMs()).isEqualTo(session.receiveTimeMs());
        assertThat(device.getBdSeq()).isZero();
        assertThat(device.getSource().getOffset()).isEqualTo(1);
    }

    @Test
    void anEventSaysWhereItComesFrom() {
        born();
        Sent data = edge.ddata("D1", 7);

        session.later(1000).receive(data);

        MachineEvent event = session.events().getFirst();
        assertThat(event.getGroup()).isEqualTo(TestEdge.GROUP);
        assertThat(event.getKind()).isEqualTo(EventKind.EVENT_KIND_DATA);
        assertThat(event.getEventTimeMs()).isEqualTo(data.timeMs());
        assertThat(event.getReceiveTimeMs()).isEqualTo(session.receiveTimeMs());
        assertThat(event.getAppendTimeMs()).isEqualTo(session.nowMs());
        assertThat(event.getSource().getPartition()).isZero();
        assertThat(event.getSource().getOffset()).isEqualTo(3);
        assertThat(event.getSeq()).isEqualTo(3);
        assertThat(event.hasBdSeq()).isTrue();
    }

    @Test
    void eventsAreKeyedByMachineAndCarryTheTrace() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));

        assertThat(session.eventRecords())
                .satisfiesExactly(node -> assertThat(node.key()).asString().isEqualTo("Plant/edge_A"), device -> {
                    assertThat(device.key()).asString().isEqualTo("Plant/edge_A/D1");
                    assertThat(device.headers().lastHeader("traceparent").value())
                            .asString()
                            .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                });
    }

    @Test
    void theSeqOfAnNbirthMayBeAny() {
        session.receive(edge.nbirthWithSeq(77), edge.dbirth("D1"), edge.ddata("D1", 1));

        assertThat(session.events()).hasSize(3);
        assertThat(session.later(5000).receive(edge.ddata("D1", 2)).rebirths()).isEmpty();
    }

    @Test
    void anNbirthResetsTheSequenceWhereverItStands() {
        born();
        session.receive(edge.ddata("D1", 1), edge.ddata("D1", 2));

        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.ddata("D1", 3));

        assertThat(session.later(5000).receive(edge.ddata("D1", 4)).rebirths()).isEmpty();
        assertThat(session.events()).hasSize(6);
    }

    @Test
    void anNbirthDeliveredTwiceDoesNotReset() {
        Sent nbirth = edge.nbirth();
        session.receive(nbirth, edge.dbirth("D1"), edge.ddata("D1", 1));
        forget();

        session.receive(nbirth, edge.ddata("D1", 2));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + COUNT + "=2");
    }

    // tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-offline
    // tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale
    // tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-offline
    // tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-tags-stale
    @Test
    void anNdeathTakesTheEdgeNodeAndItsDevicesOfflineAtTheHostsTime() {
        born();

        session.later(60_000).receive(edge.ndeath());

        List<MachineEvent> events = session.events();
        assertThat(Told.of(events)).containsExactly("DEATH edge_A", "DEATH edge_A/D1", "DEATH edge_A/D2");
        assertThat(events).allSatisfy(death -> {
            assertThat(death.getEventTimeMs()).isEqualTo(session.receiveTimeMs());
            assertThat(death.getMetricsList()).isEmpty();
            assertThat(death.hasSeq()).isFalse();
        });
        List<Birth> births = session.births();
        assertThat(online(births)).containsExactly("edge_A/ offline", "edge_A/D1 offline", "edge_A/D2 offline");
        assertThat(births).allSatisfy(birth -> {
            assertThat(birth.getSinceMs()).isEqualTo(session.receiveTimeMs());
            assertThat(birth.getMetricsList()).isNotEmpty();
        });
    }

    @Test
    void theLateWillOfAnOlderSessionIsIgnored() {
        born();
        Sent lateWill = edge.ndeath();
        edge.reconnect();
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        forget();

        session.receive(lateWill, edge.ddata("D1", 1));

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + COUNT + "=1");
        assertThat(session.births()).isEmpty();
    }

    @Test
    void anNdeathDeliveredTwiceAddsNothing() {
        born();
        Sent ndeath = edge.ndeath();

        session.receive(ndeath, ndeath);

        assertThat(session.events()).hasSize(3);
    }

    @Test
    void anEdgeNodeThatNeverCountsItsSessionsCanDieAgainAndAgain() {
        session.receive(edge.nbirth(), edge.ndeath(), edge.nbirth());
        Sent sameWill = edge.ndeath();
        forget();

        session.later(60_000).receive(sameWill);

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A");
    }

    @Test
    void aDeathThatTheBrokerSendsAgainDoesNotEndALaterSessionOfTheSameNumber() {
        Sent ndeath = edge.ndeath();
        session.receive(edge.nbirth(), ndeath, edge.nbirth());
        forget();

        session.redeliver(ndeath);

        assertThat(session.events()).isEmpty();
        assertThat(session.births()).isEmpty();
    }

    @Test
    void aDeathThatWasNeverStoredActsWhenTheBrokerSendsItAgain() {
        session.receive(edge.nbirth());
        forget();

        session.redeliver(edge.ndeath());

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A");
    }

    @Test
    void withoutBdSeqInBirthAndDeathEveryDeathActs() {
        session.receive(edge.nbirthWithoutBdSeq());
        forget();

        session.receive(edge.ndeath(OptionalInt.empty()));

        assertThat(Told.of(session.events())).containsExactly("DEATH edge_A");
    }

    @Test
    void anNdeathWithoutTheBdSeqThatTheBirthHadIsMalformed() {
        born();

        session.receive(edge.ndeath(OptionalInt.empty()));

        assertThat(session.events()).isEmpty();
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("malformed-payload");
    }

    @Test
    void dataAfterNdeathAsksForARebirth() {
        born();
        session.receive(edge.ndeath());
        forget();
        Sent data = edge.ddata("D1", 1);

        session.later(2001).receive(data).later(2001).receive(edge.ddata("D1", 2));

        assertThat(session.events()).isEmpty();
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_DATA_BEFORE_BIRTH);
        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("data-before-birth");
    }

    @Test
    void dataThatTheNdeathHasOvertakenIsKeptAsHistory() {
        born();
        Sent last = edge.ddata("D1", 1);

        session.receive(edge.ndeath()).later(50).through(1).receive(last);

        assertThat(Told.of(session.events())).endsWith("DATA edge_A/D1 " + COUNT + "=1(historical)");
        assertThat(session.later(5000)
                        .receive(new TestEdge("edge_B", 1).nbirth())
                        .rebirths())
                .isEmpty();
    }

    @Test
    void messagesHeldWhenTheNdeathArrivesAreKeptAsHistory() {
        born();
        edge.loseOne();
        Sent two = edge.ddata("D1", 2);

        session.receive(two, edge.ndeath()).later(2001).receive(new TestEdge("edge_B", 1).nbirth());

        assertThat(Told.of(session.events())).contains("DATA edge_A/D1 " + COUNT + "=2(historical)");
        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void aDeathThatHasOvertakenItsBirthStillActs() {
        born();
        edge.reconnect();
        Sent nbirth = edge.nbirth();
        Sent ndeath = edge.ndeath();

        session.receive(ndeath).later(500).through(1).receive(nbirth);

        assertThat(Told.of(session.events()))
                .containsExactly(BIRTH_OF_NODE, "DEATH edge_A/D1", "DEATH edge_A/D2", "DEATH edge_A");
    }

    @Test
    void messagesThatHaveOvertakenTheirNbirthWaitForIt() {
        born();
        session.receive(edge.ddata("D1", 1));
        edge.reconnect();
        Sent nbirth = edge.nbirth();
        Sent dbirth = edge.dbirth("D1");
        Sent data = edge.ddata("D1", 2);
        forget();

        session.receive(dbirth, data).later(500).through(1).receive(nbirth);

        assertThat(Told.of(session.events()))
                .containsExactly(BIRTH_OF_NODE, BIRTH_OF_D1, "DATA edge_A/D1 " + COUNT + "=2");
        assertThat(session.later(5000).receive(edge.dbirth("D2")).rebirths()).isEmpty();
    }

    @Test
    void messagesThatTheNbirthHasOvertakenAreReadByTheBirthsBefore() {
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        forget();
        Sent old = edge.ddata("D1", 41);
        Sent nbirth = edge.nbirth();
        Sent reborn = edge.dbirth(
                "D1",
                io.oeesuite.sparkplug.Metric.of("Something/Else", io.oeesuite.sparkplug.DataType.INT32, 0)
                        .withAlias(TestEdge.COUNT_ALIAS));

        session.receive(nbirth, reborn).later(100).through(1).receive(old);

        assertThat(Told.of(session.events())).endsWith("DATA edge_A/D1 " + COUNT + "=41");
        assertThat(session.later(5000).receive(edge.ndata(1)).rebirths()).isEmpty();
    }

    @Test
    void heldMessagesOfTheOldSessionAreReadByTheBirthsBefore() {
        born();
        edge.loseOne();
        Sent old = edge.ddata("D1", 41);
        session.receive(old);

        session.receive(edge.nbirth());

        assertThat(Told.of(session.events())).containsExactly("DATA edge_A/D1 " + COUNT + "=41", BIRTH_OF_NODE);
        assertThat(session.rebirths()).isEmpty();
    }

    @Test
    void anNbirthThatANewerOneHasOvertakenDoesNotReset() {
        born();
        Sent older = edge.nbirth();
        Sent oldData = edge.ndata(5);
        edge.reconnect();
        Sent newer = edge.nbirth();
        forget();

        Sent dbirth = edge.dbirth("D1");
        Sent data = edge.ddata("D1", 9);

        session.receive(newer)
                .later(300)
                .through(1)
                .receive(older, oldData, dbirth)
                .through(0)
                .receive(data);

        assertThat(Told.of(session.events()))
                .containsExactly(
                        BIRTH_OF_NODE,
                        BIRTH_OF_NODE,
                        "DATA edge_A " + TestEdge.NODE_METRIC + "=5",
                        BIRTH_OF_D1,
                        "DATA edge_A/D1 " + COUNT + "=9");
    }

    @Test
    void aDeviceThatIsNotBornAgainAfterAnNbirthIsOfflineSinceThen() {
        born();
        session.receive(edge.ddata("D1", 1));
        Sent nbirth = edge.nbirth();
        session.receive(nbirth, edge.dbirth("D1"));
        forget();

        session.later(10_001).receive(edge.ddata("D1", 2));

        List<MachineEvent> events = session.events();
        assertThat(Told.of(events)).containsExactly("DEATH edge_A/D2", "DATA edge_A/D1 " + COUNT + "=2");
        assertThat(events.getFirst().getEventTimeMs()).isEqualTo(nbirth.timeMs());
        assertThat(online(session.births())).containsExactly("edge_A/D2 offline");
    }

    @Test
    void devicesThatAreBornAgainAreNotInterruptedByARebirth() {
        born();

        session.receive(edge.nbirth(), edge.dbirth("D1"), edge.dbirth("D2")).silence(Duration.ofMinutes(1));

        assertThat(session.events()).noneMatch(event -> event.getKind() == EventKind.EVENT_KIND_DEATH);
    }

    @Test
    void dataBeforeAnyBirthAsksForARebirthAndNothingIsGuessed() {
        edge.seq(17);

        session.receive(edge.ddata("D1", 1)).later(2001).receive(new TestEdge("edge_B", 1).nbirth());

        assertThat(Told.of(session.events())).noneMatch(told -> told.contains("edge_A"));
        assertThat(session.rebirths())
                .extracting(RebirthRequest::getCause)
                .containsExactly(RebirthCause.REBIRTH_CAUSE_DATA_BEFORE_BIRTH);
        assertThat(session.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("data-before-birth");
            assertThat(letter.detail()).isEqualTo("DDATA before NBIRTH");
            assertThat(letter.mqttTopic()).isEqualTo("spBv1.0/Plant/DDATA/edge_A/D1");
            assertThat(letter.source()).isEqualTo("oee.raw.v1-0@0");
        });
    }

    @Test
    void firstMessagesThatHaveOvertakenTheFirstNbirthWaitForIt() {
        Sent nbirth = edge.nbirth();
        Sent dbirth = edge.dbirth("D1");

        session.receive(dbirth).later(1999).through(1).receive(nbirth, edge.ddata("D1", 1));

        assertThat(Told.of(session.events()))
                .containsExactly(BIRTH_OF_NODE, BIRTH_OF_D1, "DATA edge_A/D1 " + COUNT + "=1");
        assertThat(session.rebirths()).isEmpty();
    }
}
