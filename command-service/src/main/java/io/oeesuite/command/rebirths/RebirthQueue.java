package io.oeesuite.command.rebirths;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.oeesuite.command.commanding.RebirthPace;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;

/**
 * Edge nodes that somebody wants born again, one entry each however many ask, in the order of the first who did. A birth or a rebirth that went out since makes the request
 * needless, also one that came before the request was read. What waits does not age: who waits for a long time does so because many do. Thread-safe.
 */
final class RebirthQueue {
    private static final int MOST_REMEMBERED = 100_000;

    private final RebirthPace pace;
    private final long mostAgeMs;
    private final ToLongFunction<SourceId> bornMs;
    private final Map<SourceId, Long> orderedMs = new HashMap<>();
    private final Map<SourceId, Wanted> waiting = new LinkedHashMap<>();

    /**
     * A rebirth that may go out now.
     *
     * @param requests how many asked for it
     * @param cause of the first
     */
    record Due(SourceId node, int requests, RebirthCause cause, String detail) {}

    private record Wanted(long firstMs, long lastMs, int requests, RebirthCause cause, String detail) {
        Wanted again(RebirthRequest request) {
            return new Wanted(firstMs, Math.max(lastMs, request.getTimeMs()), requests + 1, cause, detail);
        }
    }

    /**
     * @param mostAge of a request when it is read
     * @param bornMs when the last birth of an edge node was received, milliseconds since 1970 UTC; 0 where there was none
     */
    RebirthQueue(RebirthPace pace, Duration mostAge, ToLongFunction<SourceId> bornMs) {
        this.pace = pace;
        this.bornMs = bornMs;
        this.mostAgeMs = mostAge.toMillis();
    }

    synchronized void request(RebirthRequest request, long nowMs) {
        if (nowMs - request.getTimeMs() > mostAgeMs) {
            return;
        }
        SourceId node = SourceId.ofNode(request.getGroup(), request.getNode());
        if (isMet(node, request.getTimeMs())) {
            return;
        }
        Wanted known = waiting.get(node);
        waiting.put(
                node,
                known != null
                        ? known.again(request)
                        : new Wanted(
                                request.getTimeMs(), request.getTimeMs(), 1, request.getCause(), request.getDetail()));
    }

    /** The edge node was born. @param receivedMs when ingest-service received the birth, whose requests carry the same clock's time */
    synchronized void born(SourceId node, long receivedMs) {
        waiting.computeIfPresent(node, (id, wanted) -> receivedMs >= wanted.lastMs() ? null : wanted);
    }

    /** A rebirth of the edge node is going out or went out, whoever ordered it. */
    synchronized void ordered(SourceId node, long timeMs) {
        orderedMs.merge(node, timeMs, Math::max);
        if (orderedMs.size() > MOST_REMEMBERED) {
            orderedMs.values().removeIf(before -> timeMs - before > mostAgeMs);
        }
        waiting.computeIfPresent(node, (id, wanted) -> timeMs >= wanted.lastMs() ? null : wanted);
    }

    /** Those whose turn it is now; they are waiting no longer. */
    synchronized List<Due> due(long nowMs) {
        List<Due> due = new ArrayList<>();
        Iterator<Map.Entry<SourceId, Wanted>> entries = waiting.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<SourceId, Wanted> next = entries.next();
            Wanted wanted = next.getValue();
            if (isMet(next.getKey(), wanted.lastMs())) {
                entries.remove();
                continue;
            }
            if (!pace.isDue(next.getKey(), nowMs)) {
                continue;
            }
            if (!pace.take(next.getKey(), nowMs)) {
                break;
            }
            entries.remove();
            due.add(new Due(next.getKey(), wanted.requests(), wanted.cause(), wanted.detail()));
        }
        return due;
    }

    private boolean isMet(SourceId node, long requestedMs) {
        return bornMs.applyAsLong(node) >= requestedMs || orderedMs.getOrDefault(node, Long.MIN_VALUE) >= requestedMs;
    }

    synchronized int size() {
        return waiting.size();
    }
}
