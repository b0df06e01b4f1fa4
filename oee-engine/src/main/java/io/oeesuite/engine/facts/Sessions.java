package io.oeesuite.engine.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Births and deaths of one machine in the host's order, and the outages that follow from them in the order of time. */
final class Sessions {
    private static final int BY_ORDER = 20;
    private static final int OUTAGES = 21;

    private final SortedBytes bytes;
    private final MachineKeys keys;

    Sessions(SortedBytes bytes, MachineKeys keys) {
        this.bytes = bytes;
        this.keys = keys;
    }

    Optional<TimeRange> put(SessionFact session) {
        byte[] key = keys.key(BY_ORDER, session.order());
        if (bytes.get(key).isPresent()) {
            return Optional.empty();
        }
        bytes.put(
                key,
                new PackedBytes(12)
                        .bits(session.online() ? 1 : 0)
                        .number(session.timeMs())
                        .toArray());
        return session.online() ? endOutages(session) : beginOutage(session);
    }

    Optional<SessionFact> last() {
        return first(bytes.descending(keys.start(BY_ORDER), keys.end(BY_ORDER)));
    }

    Optional<Outage> openOutage() {
        return deathsBefore(TimeRange.FOREVER).stream()
                .min(Comparator.comparingLong(SessionFact::timeMs))
                .map(death -> new Outage(death.timeMs(), TimeRange.FOREVER, death.order()));
    }

    Optional<Outage> outageAtOrBefore(long timeMs) {
        byte[] end = timeMs == TimeRange.FOREVER ? keys.end(OUTAGES) : keys.key(OUTAGES, timeMs + 1);
        try (SortedBytes.Pairs pairs = bytes.descending(keys.start(OUTAGES), end)) {
            return pairs.hasNext() ? Optional.of(outage(pairs.next())) : Optional.empty();
        }
    }

    List<Outage> outagesIn(TimeRange range) {
        List<Outage> outages = new ArrayList<>();
        try (SortedBytes.Pairs pairs =
                bytes.ascending(keys.key(OUTAGES, range.fromMs()), keys.key(OUTAGES, range.toMs()))) {
            pairs.forEachRemaining(pair -> outages.add(outage(pair)));
        }
        return outages;
    }

    private Optional<TimeRange> beginOutage(SessionFact death) {
        long end = birthAfter(death.order()).map(SessionFact::timeMs).orElse(TimeRange.FOREVER);
        if (end <= death.timeMs()) {
            return Optional.empty();
        }
        store(new Outage(death.timeMs(), end, death.order()));
        return Optional.of(touched(death, end));
    }

    /** A birth ends the deaths that the host saw since the birth before. */
    private Optional<TimeRange> endOutages(SessionFact birth) {
        long endBefore = birthAfter(birth.order()).map(SessionFact::timeMs).orElse(TimeRange.FOREVER);
        Optional<TimeRange> touched = Optional.empty();
        for (SessionFact death : deathsBefore(birth.order())) {
            TimeRange change = endOutage(death, endBefore, birth.timeMs());
            touched = Optional.of(touched.map(change::cover).orElse(change));
        }
        return touched.filter(range -> !range.isEmpty());
    }

    private TimeRange endOutage(SessionFact death, long endBefore, long endNow) {
        long from = death.timeMs();
        if (endNow > from) {
            store(new Outage(from, endNow, death.order()));
        } else {
            bytes.delete(keys.key(OUTAGES, from, death.order()));
        }
        return touched(death, Math.max(endBefore, endNow));
    }

    /** Of several outages the one that began last counts: the one that began before this one may be hidden by it, or no longer be. */
    private TimeRange touched(SessionFact death, long endMs) {
        long from = death.timeMs();
        byte[] own = keys.key(OUTAGES, from, death.order());
        try (SortedBytes.Pairs before = bytes.descending(keys.start(OUTAGES), own)) {
            long hidden = before.hasNext() ? outage(before.next()).toMs() : from;
            return new TimeRange(from, Math.max(Math.max(from, endMs), hidden));
        }
    }

    private Optional<SessionFact> birthAfter(long order) {
        try (SortedBytes.Pairs pairs = bytes.ascending(keys.key(BY_ORDER, order + 1), keys.end(BY_ORDER))) {
            while (pairs.hasNext()) {
                SessionFact session = session(pairs.next());
                if (session.online()) {
                    return Optional.of(session);
                }
            }
            return Optional.empty();
        }
    }

    private List<SessionFact> deathsBefore(long order) {
        List<SessionFact> deaths = new ArrayList<>();
        try (SortedBytes.Pairs pairs = bytes.descending(keys.start(BY_ORDER), keys.key(BY_ORDER, order))) {
            while (pairs.hasNext()) {
                SessionFact session = session(pairs.next());
                if (session.online()) {
                    break;
                }
                deaths.add(session);
            }
        }
        return deaths;
    }

    private Optional<SessionFact> first(SortedBytes.Pairs walk) {
        try (SortedBytes.Pairs pairs = walk) {
            return pairs.hasNext() ? Optional.of(session(pairs.next())) : Optional.empty();
        }
    }

    private void store(Outage outage) {
        bytes.put(
                keys.key(OUTAGES, outage.fromMs(), outage.order()),
                new PackedBytes(12).number(outage.toMs()).toArray());
    }

    private Outage outage(SortedBytes.Pair pair) {
        return new Outage(
                keys.number(pair.key()), new PackedReader(pair.value()).number(), keys.secondNumber(pair.key()));
    }

    private SessionFact session(SortedBytes.Pair pair) {
        PackedReader reader = new PackedReader(pair.value());
        boolean online = reader.bits() == 1;
        return new SessionFact(keys.number(pair.key()), reader.number(), online);
    }
}
