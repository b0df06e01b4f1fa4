package io.oeesuite.command.host;

import java.time.InstantSource;
import java.util.Optional;

/**
 * What the host says of itself to one MQTT server, and when.
 *
 * <pre>
 *              connecting: the will              subscribed: the birth           acknowledged
 *   Away ───────────────────────▶ Announced ─────────────────────▶ Born ─────────────────────▶ Online
 *    ▲                               │                               │ own STATE says offline: birth again
 *    │            lost               │                               │
 *    ├───────────────────────────────┴───────────────────────────────┤
 *    │            lost                                leaving: death │
 *    └──────────────────────────── Leaving ◀─────────────────────────┘
 * </pre>
 *
 * <p>Will and birth of a connection have one timestamp, that of its CONNECT (tck-id-host-topic-phid-death-payload-timestamp-connect). Thread-safe.
 */
final class HostSession {
    private final InstantSource clock;
    private Stage stage = new Stage.Away();
    private long lastTimestampMs;

    /** Where the session is. */
    sealed interface Stage {
        record Away() implements Stage {}

        record Announced(long timestampMs) implements Stage {}

        record Born(long timestampMs) implements Stage {}

        record Online(long timestampMs) implements Stage {}

        record Leaving() implements Stage {}
    }

    HostSession(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Stage stage() {
        return stage;
    }

    /** The will of the connection that is being made: offline, with the time of now. */
    synchronized HostState will() {
        long nowMs = now();
        stage = new Stage.Announced(nowMs);
        return new HostState(false, nowMs);
    }

    /** The birth, once the server has granted the subscriptions; empty when the session is being left already. */
    synchronized Optional<HostState> birth() {
        return switch (stage) {
            case Stage.Announced(long timestampMs) -> {
                stage = new Stage.Born(timestampMs);
                yield Optional.of(new HostState(true, timestampMs));
            }
            case Stage.Away _, Stage.Born _, Stage.Online _, Stage.Leaving _ -> Optional.empty();
        };
    }

    /** The server has acknowledged the birth: commands may go out. */
    synchronized void acknowledged() {
        if (stage instanceof Stage.Born(long timestampMs)) {
            stage = new Stage.Online(timestampMs);
        }
    }

    /** A STATE message on the own topic: whoever says offline is contradicted at once, with the same timestamp. */
    synchronized Optional<HostState> contradiction(HostState heard) {
        if (heard.online()) {
            return Optional.empty();
        }
        return switch (stage) {
            case Stage.Born(long timestampMs) -> Optional.of(new HostState(true, timestampMs));
            case Stage.Online(long timestampMs) -> Optional.of(new HostState(true, timestampMs));
            case Stage.Away _, Stage.Announced _, Stage.Leaving _ -> Optional.empty();
        };
    }

    /**
     * Whether a STATE message on the own topic is later than this session, so that edge nodes ignore what it says: a replica whose clock is ahead was the host before, or
     * somebody lies. A new session is needed then, whose time is above it.
     */
    synchronized boolean isOutdoneBy(HostState heard) {
        lastTimestampMs = Math.max(lastTimestampMs, heard.timestampMs());
        return switch (stage) {
            case Stage.Announced(long timestampMs) -> heard.timestampMs() > timestampMs;
            case Stage.Born(long timestampMs) -> heard.timestampMs() > timestampMs;
            case Stage.Online(long timestampMs) -> heard.timestampMs() > timestampMs;
            case Stage.Away _, Stage.Leaving _ -> false;
        };
    }

    /** The death to be published before a DISCONNECT, with the time of now; empty when there was no birth. */
    synchronized Optional<HostState> death() {
        return switch (stage) {
            case Stage.Born _, Stage.Online _ -> {
                stage = new Stage.Leaving();
                yield Optional.of(new HostState(false, now()));
            }
            case Stage.Announced _ -> {
                stage = new Stage.Leaving();
                yield Optional.empty();
            }
            case Stage.Away _, Stage.Leaving _ -> Optional.empty();
        };
    }

    /** The connection is no more. */
    synchronized void ended() {
        stage = new Stage.Away();
    }

    /** Never the same twice, and above all that was heard: a subscriber ignores what is older than what it has heard. */
    private long now() {
        lastTimestampMs = Math.max(clock.millis(), lastTimestampMs + 1);
        return lastTimestampMs;
    }
}
