package io.oeesuite.simulator.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.PrimaryHost;

import static io.oeesuite.simulator.link.LinkState.CONNECTING;
import static io.oeesuite.simulator.link.LinkState.OFF;
import static io.oeesuite.simulator.link.LinkState.ONLINE;
import static io.oeesuite.simulator.link.LinkState.WAITING_FOR_HOST;

/**
 * Whether an edge node is present at a broker, and at which: connects, waits for the primary host, leaves when the host goes, comes back. Not thread-safe: used
 * on the node's executor.
 */
final class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration PATIENCE_WITH_BROKER = Duration.ofSeconds(3);

    private final NodeId id;
    private final Optional<PrimaryHost> host;
    private final Uplink uplink;
    private final Delay delay;
    private final Life life;
    private LinkState state = OFF;
    private Optional<String> broker = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<Ear> ear = Optional.empty();
    private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
    private boolean hostOnline;
    private int visits;

    Presence(NodeId id, Optional<PrimaryHost> host, Uplink uplink, Delay delay, Life life) {
        this.id = id;
        this.host = host;
        this.uplink = uplink;
        this.delay = delay;
        this.life = life;
    }

    LinkState state() {
        return state;
    }

    Optional<String> broker() {
        return broker;
    }

    Optional<String> problem() {
        return problem;
    }

    CompletableFuture<Void> whenSettled() {
        return settled;
    }

    void connect() {
        if (state == OFF) {
            open(0);
        }
    }

    /** Leaves as the specification asks: NDEATH, then DISCONNECT. */
    CompletionStage<Void> disconnect() {
        return leave(OFF);
    }

    /** Cuts the connection without a word, and comes back after a while. */
    CompletionStage<Void> drop(Duration away) {
        if (state == OFF) {
            return CompletableFuture.completedFuture(null);
        }
        end(CONNECTING);
        ear = Optional.empty();
        int dropped = visits;
        return uplink.drop().thenRun(() -> delay.after(away, () -> life.execute(() -> reopen(dropped, 0))));
    }

    /** Leaves this broker for the next one, or for the same one when there is no other. */
    void walk() {
        CompletionStage<Void> left = leave(CONNECTING);
        int visit = visits;
        left.whenComplete((nothing, failure) -> life.execute(() -> reopen(visit, 1)));
    }

    // an NDEATH without an NBIRTH before it would be the death of nobody
    private CompletionStage<Void> leave(LinkState next) {
        LinkState before = state;
        Optional<Uplink.Farewell> death = before == ONLINE ? Optional.of(life.death()) : Optional.empty();
        end(next);
        ear = Optional.empty();
        if (before == OFF) {
            return CompletableFuture.completedFuture(null);
        }
        return death.map(farewell -> uplink.leave(farewell)).orElseGet(uplink::leave);
    }

    private void open(int skip) {
        state = CONNECTING;
        settled = settled.isDone() ? new CompletableFuture<>() : settled;
        Ear listening = new Ear();
        ear = Optional.of(listening);
        uplink.open(listening, skip);
    }

    private void reopen(int visit, int skip) {
        if (state == CONNECTING && visits == visit && ear.isEmpty()) {
            open(skip);
        }
    }

    private void end(LinkState next) {
        state = next;
        visits++;
        broker = Optional.empty();
        hostOnline = false;
        if (next == OFF) {
            settled.complete(null);
        } else if (settled.isDone()) {
            settled = new CompletableFuture<>();
        }
        life.ended();
    }

    private void connected(String to) {
        state = WAITING_FOR_HOST;
        broker = Optional.of(to);
        problem = Optional.empty();
        settled.complete(null);
        if (host.isEmpty() || hostOnline) {
            bear();
            return;
        }
        LOG.infof(
                "Waiting for the primary host edgeNode=%s broker=%s topic=%s",
                id, to, host.get().topic());
        if (uplink.brokers() > 1) {
            int visit = visits;
            delay.after(PATIENCE_WITH_BROKER, () -> life.execute(() -> walkOnUnlessBorn(visit)));
        }
    }

    private void walkOnUnlessBorn(int visit) {
        if (state == WAITING_FOR_HOST && visits == visit) {
            walk();
        }
    }

    private void bear() {
        state = ONLINE;
        life.born();
    }

    private void received(String from, String topic, byte[] payload) {
        if (host.filter(primary -> primary.topic().equals(topic)).isEmpty()) {
            life.message(topic, payload);
            return;
        }
        switch (host.get().hear(from, new String(payload, StandardCharsets.UTF_8))) {
            case ONLINE -> hostCame();
            case OFFLINE -> hostWent();
            case IGNORE -> LOG.debugf("STATE ignored edgeNode=%s", id);
        }
    }

    private void hostCame() {
        hostOnline = true;
        if (state == WAITING_FOR_HOST) {
            bear();
        }
    }

    /** tck-id-operational-behavior-edge-node-termination-host-offline, tck-id-operational-behavior-edge-node-termination-host-offline-reconnect. */
    private void hostWent() {
        hostOnline = false;
        if (state == ONLINE || (state == WAITING_FOR_HOST && uplink.brokers() > 1)) {
            LOG.infof("The primary host is offline, data is kept edgeNode=%s broker=%s", id, broker.orElse(""));
            walk();
        }
    }

    /** What presence means to the node. */
    interface Life {

        /** Runs a task on the node's executor; from any thread. */
        void execute(Runnable task);

        /** The will of the next connection; from any thread. */
        Uplink.Farewell will();

        /** The farewell of this connection. */
        Uplink.Farewell death();

        /** Births may be published now, and data after them. */
        void born();

        /** Nothing may be published any more. */
        void ended();

        /** Something that is not about the primary host has been received. */
        void message(String topic, byte[] payload);
    }

    /** Brings what happens to the connection to the node's executor; deaf once it is not the present one any more. */
    private final class Ear implements Uplink.Listener {

        @Override
        public Uplink.Farewell will() {
            return life.will();
        }

        @Override
        public void connected(String to) {
            hear(() -> Presence.this.connected(to));
        }

        @Override
        public void lost(String why) {
            hear(() -> {
                end(CONNECTING);
                problem = Optional.of(why);
            });
        }

        @Override
        public void refused(String why) {
            hear(() -> problem = Optional.of(why));
        }

        @Override
        public void message(String from, String topic, byte[] payload) {
            hear(() -> received(from, topic, payload));
        }

        private void hear(Runnable what) {
            life.execute(() -> {
                if (ear.filter(this::equals).isPresent()) {
                    what.run();
                }
            });
        }
    }
}
