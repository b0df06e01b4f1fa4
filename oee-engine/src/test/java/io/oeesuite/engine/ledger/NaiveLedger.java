package io.oeesuite.engine.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.oeesuite.engine.RandomFacts;
import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;

/** The rules of the ledger written down a second time, as plainly and slowly as possible: step by step, looking at every fact each time. */
final class NaiveLedger {
    private static final long STEP_MS = RandomFacts.STEP_MS;

    private final List<Observation> observations = new ArrayList<>();
    private final List<SessionFact> sessions = new ArrayList<>();
    private final MachineModels models;

    NaiveLedger(List<Fact> facts, MachineModels models) {
        this.models = models;
        for (Fact fact : facts) {
            switch (fact) {
                case Observation observation -> observations.add(observation);
                case SessionFact session -> sessions.add(session);
            }
        }
        sessions.sort(Comparator.comparingLong(SessionFact::order));
    }

    Map<LedgerBucket, Long> times(long fromMs, long toMs) {
        List<LedgerBucket> steps = new ArrayList<>();
        for (long at = fromMs; at < toMs; at += STEP_MS) {
            steps.add(bucket(at));
        }
        judgeStops(steps, fromMs);
        Map<LedgerBucket, Long> times = new EnumMap<>(LedgerBucket.class);
        steps.forEach(bucket -> times.merge(bucket, STEP_MS, Long::sum));
        return times;
    }

    /** Items by slot, product and order, as text. */
    NavigableMap<String, Long> counts(Signal counter) {
        NavigableMap<String, Long> counts = new TreeMap<>();
        Observation before = null;
        for (Observation now : readings(counter)) {
            long items = before == null || now.baseline() ? 0 : items(before, now, models.at(now.timeMs() - 1));
            long madeAt = now.timeMs() - 1;
            if (items > 0) {
                String key = madeAt / CountSlot.LENGTH_MS * CountSlot.LENGTH_MS + "|" + text(Signal.PRODUCT, madeAt)
                        + "|" + text(Signal.ORDER, madeAt);
                counts.merge(key, items, Long::sum);
            }
            before = now;
        }
        return counts;
    }

    double idealTotalMs() {
        double sum = 0;
        Observation before = null;
        for (Observation now : readings(Signal.TOTAL)) {
            long madeAt = now.timeMs() - 1;
            if (before != null && !now.baseline()) {
                double ideal = models.at(madeAt)
                        .ideals()
                        .cycleMs(text(Signal.PRODUCT, madeAt), designSpeed(madeAt))
                        .orElse(0);
                sum += ideal * items(before, now, models.at(madeAt));
            }
            before = now;
        }
        return sum;
    }

    private static long items(Observation before, Observation now, MachineModel model) {
        long old = number(before.value());
        long next = number(now.value());
        if (next >= old) {
            return next - old;
        }
        double max = model.totalCounterMax();
        boolean rolledOver = old >= 0.9 * max && next <= 0.1 * max;
        return rolledOver ? next + model.totalCounterMax() + 1 - old : next;
    }

    /** One reading per instant: the greatest value; a baseline only if no data said the same. */
    private List<Observation> readings(Signal counter) {
        TreeMap<Long, Observation> byTime = new TreeMap<>();
        for (Observation observation : observations) {
            if (observation.signal() == counter) {
                byTime.merge(observation.timeMs(), observation, NaiveLedger::stronger);
            }
        }
        return List.copyOf(byTime.values());
    }

    private static Observation stronger(Observation a, Observation b) {
        int order = a.value().compareTo(b.value());
        if (order != 0) {
            return order > 0 ? a : b;
        }
        return a.baseline() ? b : a;
    }

    private LedgerBucket bucket(long at) {
        if (isOffline(at) || isSilent(at)) {
            return LedgerBucket.NO_DATA;
        }
        boolean orderOn = at(Signal.ORDER, at)
                .map(order -> !order.equals(FactValue.of("")))
                .orElse(true);
        return models.at(at)
                .rules()
                .bucket(number(Signal.STATE, at), number(Signal.MODE, at), text(Signal.REASON, at), orderOn);
    }

    private void judgeStops(List<LedgerBucket> steps, long fromMs) {
        int from = 0;
        while (from < steps.size()) {
            int to = from;
            while (to < steps.size() && steps.get(to) == LedgerBucket.UNPLANNED_DOWN) {
                to++;
            }
            long threshold = models.at(fromMs + from * STEP_MS).minorStopThresholdMs();
            if ((to - from) * STEP_MS < threshold) {
                for (int i = from; i < to; i++) {
                    steps.set(i, LedgerBucket.MINOR_STOP);
                }
            }
            from = to + 1;
        }
    }

    private boolean isOffline(long at) {
        SessionFact last = sessions.isEmpty() ? null : sessions.getLast();
        if (last != null && !last.online()) {
            for (SessionFact session : sessions.reversed()) {
                if (session.online()) {
                    break;
                }
                if (session.timeMs() <= at) {
                    return true;
                }
            }
        }
        return sessions.stream()
                .filter(death -> !death.online() && death.timeMs() <= at)
                .filter(death -> birthAfter(death)
                        .filter(birth -> birth.timeMs() > death.timeMs())
                        .isPresent())
                .max(Comparator.comparingLong(SessionFact::timeMs).thenComparingLong(SessionFact::order))
                .filter(death -> at < endOfOutage(death, birthAfter(death).orElseThrow()))
                .isPresent();
    }

    private boolean isSilent(long at) {
        return observations.stream()
                .filter(observation -> observation.signal() == Signal.HEARD && observation.timeMs() <= at)
                .mapToLong(Observation::timeMs)
                .max()
                .stream()
                .anyMatch(heard -> at - heard >= models.at(heard).silenceLimitMs());
    }

    private Optional<SessionFact> birthAfter(SessionFact death) {
        return sessions.stream()
                .filter(birth -> birth.online() && birth.order() > death.order())
                .findFirst();
    }

    private long endOfOutage(SessionFact death, SessionFact birth) {
        return observations.stream()
                .filter(Observation::historical)
                .mapToLong(Observation::timeMs)
                .filter(time -> time > death.timeMs() && time < birth.timeMs())
                .min()
                .orElse(birth.timeMs());
    }

    private Optional<FactValue> at(Signal signal, long at) {
        return observations.stream()
                .filter(observation -> observation.signal() == signal && observation.timeMs() <= at)
                .max(Comparator.comparingLong(Observation::timeMs).thenComparing(Observation::value))
                .map(Observation::value);
    }

    private int number(Signal signal, long at) {
        return at(signal, at).map(value -> (int) number(value)).orElse(BucketRules.NEVER_REPORTED);
    }

    private String text(Signal signal, long at) {
        return at(signal, at).map(value -> ((FactValue.Text) value).text()).orElse("");
    }

    private double designSpeed(long at) {
        return at(Signal.DESIGN_SPEED, at)
                .map(value -> ((FactValue.Decimal) value).number())
                .orElse(0.0);
    }

    private static long number(FactValue value) {
        return ((FactValue.Whole) value).number();
    }
}
