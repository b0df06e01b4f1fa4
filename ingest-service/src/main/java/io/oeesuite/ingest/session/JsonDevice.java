package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.ingest.session.JsonTelemetry.MalformedJson;

/**
 * The rules for devices that speak JSON. They have no session: a device is online from its first data on, and how long it may be silent is the machine
 * model's business. The machine is {@code <base>/<device>}.
 */
public final class JsonDevice {
    /** In place of a session's id, which is an offset: each birth takes the place of the one before. */
    private static final long NO_SESSION = -1;

    private JsonDevice() {}

    /**
     * What a message says.
     *
     * @param unique false when the message carries no time of its own, so that two equal ones may both be meant
     */
    public record Said(List<Outcome> outcomes, boolean unique) {}

    public static Said said(JsonTopic topic, RawMessage raw) {
        if (raw.retained()) {
            return new Said(List.of(new Outcome.Ignored("retained-json")), false);
        }
        if (topic.kind() != JsonTopic.Kind.TELEMETRY && raw.payload().isEmpty()) {
            return new Said(outcomes(topic, raw, raw.origin().receiveTimeMs(), List.of()), false);
        }
        try {
            JsonTelemetry telemetry = JsonTelemetry.read(raw.payload().toArray());
            OptionalLong timestamp = telemetry.timestamp();
            long receiveTimeMs = raw.origin().receiveTimeMs();
            List<MetricValue> metrics = telemetry.metricsAt(receiveTimeMs);
            if (MachineEvents.areTooLarge(metrics)) {
                return deadLetter(raw, DeadLetterReason.TOO_LARGE, MachineEvents.TOO_LARGE);
            }
            return new Said(outcomes(topic, raw, timestamp.orElse(receiveTimeMs), metrics), timestamp.isPresent());
        } catch (MalformedJson malformed) {
            return deadLetter(raw, DeadLetterReason.MALFORMED_PAYLOAD, malformed.getMessage());
        }
    }

    private static Said deadLetter(RawMessage raw, DeadLetterReason reason, String detail) {
        return new Said(List.of(new Outcome.DeadLettered(raw, reason, detail)), false);
    }

    private static List<Outcome> outcomes(JsonTopic topic, RawMessage raw, long timeMs, List<MetricValue> metrics) {
        return switch (topic.kind()) {
            case TELEMETRY -> List.of(event(topic, raw, EventKind.EVENT_KIND_DATA, timeMs, metrics));
            case HEARTBEAT -> List.of(event(topic, raw, EventKind.EVENT_KIND_DATA, timeMs, List.of()));
            case ONLINE -> session(topic, raw, EventKind.EVENT_KIND_BIRTH, timeMs);
            case OFFLINE -> session(topic, raw, EventKind.EVENT_KIND_DEATH, timeMs);
        };
    }

    private static List<Outcome> session(JsonTopic topic, RawMessage raw, EventKind kind, long timeMs) {
        List<Outcome> outcomes = new ArrayList<>(2);
        Birth birth = Birth.newBuilder()
                .setGroup(topic.base())
                .setNode(topic.device())
                .setBirthTimeMs(timeMs)
                .setReceiveTimeMs(raw.origin().receiveTimeMs())
                .setOnline(kind == EventKind.EVENT_KIND_BIRTH)
                .setSinceMs(timeMs)
                .setSource(raw.origin().position())
                .build();
        outcomes.add(new Outcome.BirthDeclared(birth, NO_SESSION, true));
        outcomes.add(event(topic, raw, kind, timeMs, List.of()));
        return outcomes;
    }

    private static Outcome event(
            JsonTopic topic, RawMessage raw, EventKind kind, long timeMs, List<MetricValue> metrics) {
        MachineEvent event = MachineEvent.newBuilder()
                .setGroup(topic.base())
                .setNode(topic.device())
                .setKind(kind)
                .setEventTimeMs(timeMs)
                .setReceiveTimeMs(raw.origin().receiveTimeMs())
                .setAppendTimeMs(raw.origin().appendTimeMs())
                .setSource(raw.origin().position())
                .addAllMetrics(metrics)
                .build();
        return new Outcome.EventHappened(event, raw.traceParent());
    }
}
