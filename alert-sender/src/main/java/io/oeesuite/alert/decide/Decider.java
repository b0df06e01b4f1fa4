package io.oeesuite.alert.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
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
import io.oeesuite.contracts.Silence;
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

    private final CallingPolicy policy;
    private final Duration memory;
    private final Duration freshness;
    private final Set<String> open = new HashSet<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> incidents;
    private KeyValueStore<String, Long> calls;
    private ReadOnlyKeyValueStore<String, byte[]> silences;

    Decider(CallingPolicy policy, Duration memory, Duration freshness) {
        this.policy = policy;
        this.memory = memory;
        this.freshness = freshness;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        incidents = context.getStateStore(INCIDENTS);
        calls = context.getStateStore(CALLS);
        silences = context.getStateStore(DecideTopology.SILENCES);
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> note(stored(entry.value)));
        }
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        boolean isAction = context.recordMetadata()
                .filter(metadata -> metadata.topic().equals(Topic.ALERT_ACTIONS.topicName()))
                .isPresent();
        try {
            if (isAction) {
                acknowledged(Acknowledgement.parseFrom(record.value()));
            } else {
                told(Alert.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException unreadable) {
            LOG.warnf("A record cannot be read and is left out: key=%s %s", record.key(), unreadable.getMessage());
        }
    }

    private void told(Alert alert) {
        Optional<Incident> known = find(alert.getId());
        if (known.isPresent() && isOld(alert, known.get().getAlert())) {
            return;
        }
        Incident incident = known.map(Incident::toBuilder)
                .orElseGet(Incident::newBuilder)
                .setAlert(alert.toBuilder().clearAlsoOpen())
                .setChangedMs(context.currentSystemTimeMs())
                .build();
        keep(incident);
        boolean fresh = context.currentSystemTimeMs() - alert.getRaisedMs() < freshness.toMillis();
        if (fresh || alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            judge(incident, currentSilences());
        }
    }

    /** What was told already, or is over. */
    private static boolean isOld(Alert alert, Alert known) {
        return known.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED || known.getStatus() == alert.getStatus();
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
        List<SilenceTerms> current = currentSilences();
        for (String id : List.copyOf(open)) {
            find(id).ifPresent(incident -> judge(incident, current));
        }
    }

    private void judge(Incident incident, List<SilenceTerms> current) {
        Alert alert = incident.getAlert();
        String subject = alert.getEquipment() + "|" + alert.getRule();
        Long lastCall = calls.get(subject);
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Verdict verdict = policy.judge(
                incident, current, lastCall == null ? OptionalLong.empty() : OptionalLong.of(lastCall), now);
        if (!verdict.incident().equals(incident)) {
            keep(verdict.incident());
        }
        if (verdict.calls()) {
            calls.put(subject, now.toEpochMilli());
        }
        for (Notification notification : verdict.notifications()) {
            send(Topic.NOTIFICATIONS, alert.getEquipment(), notification.toByteArray());
        }
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

    /** Incidents that have been over for long, and calls that no cooldown can look back to. */
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
    }

    private Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id)).map(Decider::stored);
    }

    private List<SilenceTerms> currentSilences() {
        List<SilenceTerms> current = new ArrayList<>();
        try (var all = silences.all()) {
            all.forEachRemaining(entry -> {
                try {
                    current.add(SilenceTerms.of(Silence.parseFrom(entry.value)));
                } catch (InvalidProtocolBufferException | RuntimeException senseless) {
                    LOG.warnf("A silence makes no sense and is ignored: id=%s %s", entry.key, senseless.getMessage());
                }
            });
        }
        return current;
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
