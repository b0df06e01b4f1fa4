package io.oeesuite.ingest.session.stream;

import java.util.List;
import java.util.Random;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.SourcePosition;
import io.oeesuite.ingest.session.PlantStory;
import io.oeesuite.ingest.session.PlantStory.Delivery;
import io.oeesuite.ingest.session.SessionRules;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class SessionPropertiesTest {
    private static final int REPLICAS = 3;

    private static SessionDriver deliver(SessionDriver session, List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            session.through(delivery.replica()).receive(delivery.message());
        }
        return session;
    }

    private static List<MachineEvent> eventsOf(List<Delivery> deliveries) {
        try (SessionDriver session = new SessionDriver()) {
            List<MachineEvent> events = deliver(session, deliveries).events();
            assertThat(session.rebirths()).isEmpty();
            assertThat(session.deadLetters()).isEmpty();
            return events;
        }
    }

    private static List<Delivery> inOrder(List<Sent> story) {
        return story.stream().map(message -> new Delivery(message, 0)).toList();
    }

    /** What was said, without where it lies in the log. */
    private static List<MachineEvent> said(List<MachineEvent> events) {
        return events.stream()
                .map(event -> event.toBuilder()
                        .setSource(SourcePosition.getDefaultInstance())
                        .build())
                .toList();
    }

    @Property(tries = 60)
    void anyInterleavingAndDuplicationOfASessionGivesTheSameEventsInTheSameOrder(@ForAll long seed) {
        PlantStory plant = new PlantStory(seed);
        List<Sent> story = plant.session(TestEdge.edgeA(), 5 + new Random(seed).nextInt(400));

        List<Delivery> shared = plant.withDuplicates(plant.shared(story, REPLICAS, 200), REPLICAS);

        assertThat(said(eventsOf(shared))).isEqualTo(said(eventsOf(inOrder(story))));
    }

    @Property(tries = 100)
    void noFactIsLostOrDoubledWhenSessionsFollowEachOther(@ForAll long seed) {
        PlantStory plant = new PlantStory(seed);
        List<Sent> story = plant.life(TestEdge.edgeA());

        List<Delivery> shared = plant.withDuplicates(plant.shared(story, REPLICAS, 6), REPLICAS);

        assertThat(facts(eventsOf(shared))).containsExactlyInAnyOrderElementsOf(facts(eventsOf(inOrder(story))));
    }

    @Property(tries = 30)
    void aRestartAtAnyPointChangesNothing(@ForAll long seed) {
        PlantStory plant = new PlantStory(seed);
        List<Sent> story = plant.life(TestEdge.edgeA());
        List<Delivery> shared = plant.withDuplicates(plant.withLosses(plant.shared(story, REPLICAS, 12)), REPLICAS);

        assertThat(run(shared, 0, seed)).isEqualTo(run(shared, 1000, seed));
    }

    /** Data with its values; what comes from a session that has just ended may be marked as history. */
    private static List<String> facts(List<MachineEvent> events) {
        return events.stream()
                .filter(event -> event.getKind() == EventKind.EVENT_KIND_DATA)
                .map(event -> event.getEventTimeMs() + " " + Told.of(event).replace("(historical)", ""))
                .toList();
    }

    private static List<Object> run(List<Delivery> deliveries, int nodesInMemory, long seed) {
        Random random = new Random(seed);
        try (SessionDriver session = new SessionDriver(SessionRules.DEFAULT, nodesInMemory)) {
            for (Delivery delivery : deliveries) {
                session.through(delivery.replica()).later(random.nextInt(800)).receive(delivery.message());
            }
            return List.of(session.events(), session.births(), session.rebirths(), session.deadLetters());
        }
    }
}
