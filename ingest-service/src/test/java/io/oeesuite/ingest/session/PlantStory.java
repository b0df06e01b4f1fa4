package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.oeesuite.ingest.session.TestEdge.Sent;

/** A random but valid life of an edge node, and the ways in which its messages may reach the raw log. */
public final class PlantStory {
    private static final List<String> DEVICES = List.of("D1", "D2", "D3");

    /** So many messages before the end of a session no device is born or dies: a birth that is overtaken by the end of its session is lost. */
    private static final int QUIET_END = 8;

    private final Random random;

    public PlantStory(long seed) {
        this.random = new Random(seed);
    }

    /** A message on its way through one of several replicas. */
    public record Delivery(Sent message, int replica) {}

    /** One session: births, then data, deaths and births of devices. */
    public List<Sent> session(TestEdge edge, int messages) {
        List<Sent> story = new ArrayList<>();
        List<String> online = new ArrayList<>();
        story.add(edge.nbirth());
        for (String device : DEVICES) {
            story.add(edge.dbirth(device));
            online.add(device);
        }
        for (int count = 0; count < messages; count++) {
            story.add(next(edge, online, count, messages - count <= QUIET_END));
        }
        return story;
    }

    /** Several sessions: births asked for again, and deaths with a new connection. */
    public List<Sent> life(TestEdge edge) {
        List<Sent> story = new ArrayList<>();
        int sessions = 2 + random.nextInt(3);
        for (int session = 0; session < sessions; session++) {
            story.addAll(session(edge, 10 + random.nextInt(20)));
            if (random.nextBoolean()) {
                story.add(edge.ndeath());
                edge.reconnect();
            }
        }
        return story;
    }

    /** Each message goes through any replica; each replica keeps the order; how they mix is chance, but none is overtaken by more than {@code displacement}. */
    public List<Delivery> shared(List<Sent> story, int replicas, int displacement) {
        List<Delivery> deliveries = new ArrayList<>();
        List<Delivery> underWay = new ArrayList<>();
        int sent = 0;
        while (deliveries.size() < story.size()) {
            while (sent < story.size() && underWay.size() < displacement) {
                underWay.add(new Delivery(story.get(sent++), random.nextInt(replicas)));
            }
            boolean oldestMustGo = underWay.getFirst().message().timeMs()
                    < underWay.getLast().message().timeMs() - displacement;
            Delivery chosen = underWay.get(oldestMustGo ? 0 : random.nextInt(underWay.size()));
            Delivery first = underWay.stream()
                    .filter(delivery -> delivery.replica() == chosen.replica())
                    .findFirst()
                    .orElseThrow();
            underWay.remove(first);
            deliveries.add(first);
        }
        return deliveries;
    }

    /** Some are delivered again, any time later, through any replica. */
    public List<Delivery> withDuplicates(List<Delivery> deliveries, int replicas) {
        List<Delivery> twice = new ArrayList<>(deliveries);
        for (int count = 0; count < deliveries.size() / 2; count++) {
            int at = random.nextInt(twice.size());
            int later = at + 1 + random.nextInt(twice.size() - at);
            twice.add(later, new Delivery(twice.get(at).message(), random.nextInt(replicas)));
        }
        return twice;
    }

    /** Some never arrive. */
    public List<Delivery> withLosses(List<Delivery> deliveries) {
        return deliveries.stream().filter(_ -> random.nextInt(12) != 0).toList();
    }

    private Sent next(TestEdge edge, List<String> online, int count, boolean quiet) {
        int dice = quiet ? random.nextInt(2, 20) : random.nextInt(20);
        if (dice == 0 && !online.isEmpty()) {
            return edge.ddeath(online.remove(random.nextInt(online.size())));
        }
        if (dice == 1 && online.size() < DEVICES.size()) {
            String device = DEVICES.stream()
                    .filter(name -> !online.contains(name))
                    .findFirst()
                    .orElseThrow();
            online.add(device);
            return edge.dbirth(device);
        }
        if (dice < 5 || online.isEmpty()) {
            return edge.ndata(count);
        }
        return edge.ddata(online.get(random.nextInt(online.size())), count);
    }
}
