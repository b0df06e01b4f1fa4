package io.oeesuite.alert.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.alert.policy.CallingPolicy;
import io.oeesuite.alert.policy.SilenceTerms;
import io.oeesuite.alert.policy.Verdict;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.Topic;

/**
 * Keeps the incidents of one partition and asks the policy about them: when something is told of one, and once a second, since silences end and nobody answers
 * without a record saying so.
 */
final class Decider implements Processor<String, byte[], String, byte[]> {
    static final String INCIDENTS = "incidents";
    static final String CALLS = "calls";

    private static final Logger LOG = Logger.getLogger(Decider.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofHours(1);
    /** Silences are on every instance; the task of this partition sweeps them. */
    private static final int SWEEPER = 0;

    private final CallingPolicy policy;
    private final Duration memory;
    private final Duration freshness;
    private final Runnable unreadable;
    private final Set<String> open = new HashSet<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> incidents;
    private KeyValueStore<String, Long> calls;
    private KnownSilences silences;
    private CatchingUp catchingUp;

    /** @param unreadable hears of each record that cannot be read */
    Decider(CallingPolicy policy, Duration memory, Duration freshness, Runnable unreadable) {
        this.policy = policy;
        this.memory = memory;
        this.freshness = freshness;
        this.unreadable = unreadable;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        incidents = context.getStateStore(INCIDENTS);
        calls = context.getStateStore(CALLS);
        silences = new KnownSilences(context.getStateStore(DecideTopology.SILENCES));
        catchingUp = CatchingUp.from(context.currentSystemTimeMs());
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> note(stored(entry.value)));
        }
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        catchingUp.read(record.timestamp(), context.currentSystemTimeMs());
        if (record.value() == null) {
            leftOut(record, "it has no value");
            return;
        }
        boolean isAction = context.recordMetadata()
                .filter(metadata -> metadata.topic().equals(Topic.ALERT_ACTIONS.topicName()))
                .isPresent();
        try {
            if (isAction) {
                acknowledged(Acknowledgement.parseFrom(record.value()));
            } else {
                told(Alert.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException broken) {
            leftOut(record, broken.getMessage());
        }
    }

    private void leftOut(Record<String, byte[]> record, String why) {
        unreadable.run();
        LOG.warnf("A record cannot be read and is left out: key=%s %s", record.key(), why);
    }

    private void told(Alert alert) {
        Optional<Incident> known = find(alert.getId());
        if (known.isPresent() && isOld(alert, known.get().getAlert())) {
            return;
        }
        Incident incident = known.map(before -> next(before, alert))
                .orElseGet(Incident::newBuilder)
                .setAlert(alert.toBuilder().clearAlsoOpen())
                .setChangedMs(context.currentSystemTimeMs())
                .build();
        keep(incident);
        if (isFresh(alert) || alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            judge(incident, silences.current());
        }
    }

    /** What was told already, or belongs to a time that is over. */
    private static boolean isOld(Alert alert, Alert known) {
        if (known.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            return !isAgain(alert, known);
        }
        return known.getStatus() == alert.getStatus() || alert.getRaisedMs() < known.getRaisedMs();
    }

    /** Raised once more, with the same begin, after it was over. */
    private static boolean isAgain(Alert alert, Alert over) {
        return alert.getStatus() == AlertStatus.ALERT_STATUS_OPEN && alert.getRaisedMs() > over.getResolvedMs();
    }

    private static Incident.Builder next(Incident before, Alert alert) {
        return before.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED && isAgain(alert, before.getAlert())
                ? Incident.newBuilder().setEpisode(before.getEpisode() + 1)
                : before.toBuilder();
    }

    private boolean isFresh(Alert alert) {
        return context.currentSystemTimeMs() - alert.getRaisedMs() < freshness.toMillis();
    }

    private void acknowledged(Acknowledgement acknowledgement) {
        find(acknowledgement.getAlertId())
                .filter(incident -> !incident.hasAcknowledgement())
                .ifPresent(incident -> keep(incident.toBuilder()
                        .setAcknowledgement(acknowledgement)
                        .setChangedMs(context.currentSystemTimeMs())
                        .build()));
    }

    private void look(long nowMs) {
        if (open.isEmpty()) {
            return;
        }
        boolean caughtUp = catchingUp.isOver(nowMs);
        List<SilenceTerms> current = silences.current();
        for (String id : List.copyOf(open)) {
            // what lies unread may say that an old one is over
            find(id).filter(incident -> caughtUp || isFresh(incident.getAlert()))
                    .ifPresent(incident -> judge(incident, current));
        }
    }

    private void judge(Incident incident, List<SilenceTerms> current) {
        Alert alert = incident.getAlert();
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Verdict verdict = policy.judge(incident, current, lastCalls(alert), now);
        if (!verdict.incident().equals(incident)) {
            keep(verdict.incident());
        }
        verdict.calling().forEach(route -> calls.put(subject(alert, route), now.toEpochMilli()));
        for (Notification notification : verdict.notifications()) {
            send(Topic.NOTIFICATIONS, alert.getEquipment(), notification.toByteArray());
        }
    }

    private Map<String, Long> lastCalls(Alert alert) {
        Map<String, Long> last = new HashMap<>();
        policy.routes().forEach(route -> {
            Long call = calls.get(subject(alert, route.name()));
            if (call != null) {
                last.put(route.name(), call);
            }
        });
        return last;
    }

    private static String subject(Alert alert, String route) {
        return alert.getEquipment() + "|" + alert.getRule() + "|" + route;
    }

    private void keep(Incident incident) {
        String id = incident.getAlert().getId();
        byte[] bytes = incident.toByteArray();
        incidents.put(id, bytes);
        note(incident);
        send(Topic.INCIDENTS, id, bytes);
    }

    private void note(Incident incident) {
        if (incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_OPEN) {
            open.add(incident.getAlert().getId());
        } else {
            open.remove(incident.getAlert().getId());
        }
    }

    /** Incidents that have been over for long, calls that no cooldown can look back to, and silences that are past. */
    private void forget(long nowMs) {
        long beforeMs = nowMs - memory.toMillis();
        List<String> over = new ArrayList<>();
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> {
                Incident incident = stored(entry.value);
                if (incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED
                        && incident.getChangedMs() < beforeMs) {
                    over.add(entry.key);
                }
            });
        }
        over.forEach(id -> {
            incidents.delete(id);
            send(Topic.INCIDENTS, id, null);
        });
        List<String> cold = new ArrayList<>();
        try (var all = calls.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value < beforeMs) {
                    cold.add(entry.key);
                }
            });
        }
        cold.forEach(calls::delete);
        if (context.taskId().partition() == SWEEPER) {
            silences.pastBy(nowMs - SWEEP.toMillis()).forEach(id -> send(Topic.SILENCES, id, null));
        }
    }

    private Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id)).map(Decider::stored);
    }

    private void send(Topic to, String key, byte[] value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), to.topicName());
    }

    private static Incident stored(byte[] bytes) {
        try {
            return Incident.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the state store holds an incident that cannot be read", e);
        }
    }
}
