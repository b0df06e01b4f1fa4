package io.oeesuite.analytics.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;

/**
 * The facts that an event holds.
 *
 * @param session the birth or death, if it is one
 * @param signOfLife what of a device without a session is as good as a birth when it was offline
 * @param observations in the order of the event
 * @param unusable what must not enter the ledger
 */
record EventFacts(
        Optional<SessionFact> session,
        Optional<SessionFact> signOfLife,
        List<Observation> observations,
        List<UnusableFact> unusable) {
    private static final int BAD = 0;
    private static final int STALE = 500;

    EventFacts {
        observations = List.copyOf(observations);
        unusable = List.copyOf(unusable);
    }

    /** @param offset of the event in its partition: the order in which the host said what it has seen of the machine */
    static EventFacts of(MachineEvent event, long offset, EngineModels models, FactLimits limits) {
        List<Observation> observations = signsOfLife(event, limits);
        List<UnusableFact> unusable = new ArrayList<>();
        for (MetricValue metric : event.getMetricsList()) {
            models.names(metric.getTimeMs())
                    .signal(metric.getName())
                    .filter(signal -> saysSomething(metric, signal))
                    .ifPresent(signal -> {
                        try {
                            observations.add(observation(event, metric, signal, limits));
                        } catch (UnusableFact fact) {
                            unusable.add(fact);
                        }
                    });
        }
        return new EventFacts(
                session(event, offset, limits, unusable), signOfLife(event, offset, limits), observations, unusable);
    }

    /** They come first: what a machine without a session says at a time, it says while it is not silent. */
    private static List<Observation> signsOfLife(MachineEvent event, FactLimits limits) {
        if (event.hasBdSeq() || event.getKind() == EventKind.EVENT_KIND_DEATH) {
            return new ArrayList<>();
        }
        SortedMap<Long, Boolean> historicalAt = new TreeMap<>();
        event.getMetricsList()
                .forEach(metric -> historicalAt.merge(metric.getTimeMs(), metric.getHistorical(), Boolean::logicalAnd));
        if (!historicalAt.containsValue(true)) {
            historicalAt.put(event.getEventTimeMs(), false);
            // a device whose clock is behind is not silent
            historicalAt.put(event.getReceiveTimeMs(), false);
        }
        List<Observation> signs = new ArrayList<>();
        historicalAt.forEach((timeMs, historical) -> {
            if (limits.allow(timeMs, event.getReceiveTimeMs(), historical)) {
                signs.add(historical ? Observation.heard(timeMs).asHistorical() : Observation.heard(timeMs));
            }
        });
        return signs;
    }

    private static Observation observation(MachineEvent event, MetricValue metric, Signal signal, FactLimits limits) {
        long received = event.getReceiveTimeMs();
        limits.check(metric.getTimeMs(), received, metric.getHistorical(), "metric " + metric.getName());
        return new Observation(
                signal,
                metric.getTimeMs(),
                MetricReading.of(signal, metric),
                event.getKind() == EventKind.EVENT_KIND_BIRTH,
                metric.getHistorical(),
                limits.isSkewed(metric.getTimeMs(), received));
    }

    /** A null number, a value of bad quality and one that is not to be stored say nothing; a null text says that there is none. */
    private static boolean saysSomething(MetricValue metric, Signal signal) {
        boolean isNull = metric.getValueCase() == MetricValue.ValueCase.VALUE_NOT_SET;
        return !metric.getTransient()
                && metric.getQuality() != BAD
                && metric.getQuality() != STALE
                && !(isNull && signal.kind() != io.oeesuite.engine.facts.FactValue.Kind.TEXT);
    }

    private static Optional<SessionFact> session(
            MachineEvent event, long offset, FactLimits limits, List<UnusableFact> unusable) {
        boolean birth = event.getKind() == EventKind.EVENT_KIND_BIRTH;
        if (!birth && event.getKind() != EventKind.EVENT_KIND_DEATH) {
            return Optional.empty();
        }
        try {
            limits.check(event.getEventTimeMs(), event.getReceiveTimeMs(), false, birth ? "the birth" : "the death");
        } catch (UnusableFact fact) {
            unusable.add(fact);
            return Optional.empty();
        }
        // a death that the host says afterwards carries the older position of the message that it follows from
        return Optional.of(new SessionFact(offset, event.getEventTimeMs(), birth));
    }

    /** Whoever speaks is there, unless it tells of the past only. */
    private static Optional<SessionFact> signOfLife(MachineEvent event, long offset, FactLimits limits) {
        boolean live = event.getMetricsCount() == 0
                || event.getMetricsList().stream().anyMatch(metric -> !metric.getHistorical());
        if (event.getKind() != EventKind.EVENT_KIND_DATA || event.hasBdSeq() || !live) {
            return Optional.empty();
        }
        try {
            limits.check(event.getEventTimeMs(), event.getReceiveTimeMs(), false, "the message");
            return Optional.of(new SessionFact(offset, event.getEventTimeMs(), true));
        } catch (UnusableFact outOfBounds) {
            return Optional.empty();
        }
    }
}
