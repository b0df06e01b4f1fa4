package io.oeesuite.analytics.live;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.analytics.witness.WitnessStep;
import io.oeesuite.httpaccess.Sites;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.smallrye.mutiny.Multi;

/** Live tiles: as a list, and as a stream of what changes. */
@ApplicationScoped
@Priority(20)
class LiveStep implements ServiceStep {
    private final KafkaClients kafka;
    private final DayLoader loader;
    private final WitnessStep witness;
    private final Clock clock;
    private final LiveSettings settings;
    private final ObjectMapper json;
    private final LiveBoard board = new LiveBoard();
    private final Watchers watchers;
    private Optional<LedgerFollower> follower = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private long refreshedMs;
    private long pingedMs;

    LiveStep(
            KafkaClients kafka,
            DayLoader loader,
            WitnessStep witness,
            Clock clock,
            LiveSettings settings,
            ObjectMapper json,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.loader = loader;
        this.witness = witness;
        this.clock = clock;
        this.settings = settings;
        this.json = json;
        this.watchers = new Watchers(settings.clientBuffer(), meters.counter("oee.live.clients.too.slow")::increment);
        meters.gauge("oee.live.clients", watchers, Watchers::count);
    }

    @Override
    public synchronized void start() {
        var following = new LedgerFollower(kafka, board, loader, clock, settings, this::tick);
        follower = Optional.of(following);
        thread = Optional.of(Thread.ofPlatform().name("live").start(following));
    }

    @Override
    public synchronized void stop() {
        follower.ifPresent(LedgerFollower::stop);
        watchers.sendAway();
        try {
            if (thread.isPresent()) {
                thread.get().join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tile of every machine of the sites, by path. */
    List<Tile> tiles(Sites sites) {
        long nowMs = clock.millis();
        return of(sites, board.all(day -> tile(day, nowMs)));
    }

    boolean hasRoom() {
        return watchers.count() < settings.clients();
    }

    /** A {@code snapshot} of all tiles of the sites, then {@code machines} with the tiles that have changed, and {@code ping} every now and then. */
    Multi<LiveEvent> watch(Sites sites) {
        return watchers.watch(sites, () -> event("snapshot", tiles(sites)));
    }

    @Override
    public String title() {
        return "the live board";
    }

    private void tick() {
        long nowMs = clock.millis();
        if (watchers.count() == 0) {
            board.takeTouched(nowMs, MachineDay::machine);
            return;
        }
        if (nowMs - refreshedMs >= settings.refresh().toMillis()) {
            refreshedMs = nowMs;
            board.touchOnline();
        }
        List<Tile> changed = board.takeTouched(nowMs, day -> tile(day, nowMs));
        if (!changed.isEmpty()) {
            watchers.tell(sites -> Optional.of(of(sites, changed))
                    .filter(own -> !own.isEmpty())
                    .map(own -> event("machines", own)));
        }
        if (nowMs - pingedMs >= settings.ping().toMillis()) {
            pingedMs = nowMs;
            watchers.tell(
                    event("ping", Map.of("time", Instant.ofEpochMilli(nowMs).toString())));
        }
    }

    static List<Tile> of(Sites sites, List<Tile> tiles) {
        return sites.all()
                ? tiles
                : tiles.stream().filter(tile -> sites.cover(tile.equipment())).toList();
    }

    private Tile tile(MachineDay day, long nowMs) {
        return Tile.of(day, witness.completeness(day.machine().edgeNode()), nowMs);
    }

    private LiveEvent event(String name, Object content) {
        try {
            return new LiveEvent(name, json.writeValueAsString(content));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tile cannot be written as JSON", impossible);
        }
    }
}
