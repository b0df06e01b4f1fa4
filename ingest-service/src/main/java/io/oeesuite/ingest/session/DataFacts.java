package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.ingest.session.DeclaredMetrics.Declared;
import io.oeesuite.sparkplug.Metric;

/** NDATA and DDATA: each metric is what the birth declared, or it is nothing. */
final class DataFacts {
    private final Turn turn;
    private final SparkplugMessage message;
    private final List<MetricValue> values = new ArrayList<>();
    private final SomeNames unknownAliases = new SomeNames();
    private final SomeNames unknownNames = new SomeNames();
    private final SomeNames mismatched = new SomeNames();
    private long bytes;

    private DataFacts(Turn turn, SparkplugMessage message) {
        this.turn = turn;
        this.message = message;
    }

    /**
     * Data of the current session.
     *
     * @param late whether it comes out of turn, so that its source may have died in the meantime; it is history then
     */
    static void tell(Turn turn, SparkplugMessage message, boolean late) {
        Session session = turn.session();
        BornSource source = turn.state().sources().get(message.device());
        if (source == null || source.session() != session.id() || !(source.online() || late)) {
            dataBeforeDeviceBirth(turn, message);
            return;
        }
        DataFacts facts = new DataFacts(turn, message);
        if (facts.read(source.metrics(), !source.online())) {
            facts.publish(session.bdSeq());
            facts.reportUnknown(session.alive());
        }
    }

    /** Data of the session before, which the NBIRTH has overtaken. No new birth can help it. */
    static void tellOfPrevious(Turn turn, SparkplugMessage message, PreviousSession previous) {
        BornSource source = previous.sources().get(message.device());
        if (source == null) {
            turn.deadLetter(message, DeadLetterReason.DEVICE_DATA_BEFORE_BIRTH, notBorn(message));
            return;
        }
        DataFacts facts = new DataFacts(turn, message);
        if (facts.read(source.metrics(), false)) {
            facts.publish(previous.bdSeq());
            facts.reportUnknown(false);
        }
    }

    private static void dataBeforeDeviceBirth(Turn turn, SparkplugMessage message) {
        turn.deadLetter(message, DeadLetterReason.DEVICE_DATA_BEFORE_BIRTH, notBorn(message));
        if (turn.session().alive()) {
            turn.requestRebirth(
                    RebirthCause.REBIRTH_CAUSE_DEVICE_DATA_BEFORE_BIRTH,
                    notBorn(message),
                    message.origin(),
                    message.appendTimeMs());
        }
    }

    private static String notBorn(SparkplugMessage message) {
        return "device " + message.device() + " is not born in this session";
    }

    /** False when the event would be too large: an alias of a long name, given again and again, is a small message. */
    private boolean read(DeclaredMetrics declared, boolean historical) {
        for (Metric metric : message.payload().metrics()) {
            Optional<Declared> meaning = declared.find(metric);
            if (meaning.isEmpty()) {
                unknown(metric);
                continue;
            }
            String name = meaning.get().name();
            Optional<Metric> typed = typed(metric, meaning.get());
            if (typed.isEmpty()) {
                mismatched.add(name);
                continue;
            }
            MetricValue value = MetricValues.of(name, typed.get(), message.timeOf(metric), historical);
            bytes += value.getSerializedSize();
            if (bytes > MachineEvents.MOST_BYTES || !turn.hasRoomFor(bytes)) {
                turn.deadLetter(message, DeadLetterReason.TOO_LARGE, MachineEvents.TOO_LARGE);
                return false;
            }
            values.add(value);
        }
        return true;
    }

    private static Optional<Metric> typed(Metric metric, Declared meaning) {
        if (meaning.type().isEmpty() || metric.dataType().equals(meaning.type())) {
            return Optional.of(metric);
        }
        return metric.as(meaning.type().get());
    }

    private void unknown(Metric metric) {
        if (metric.alias().isPresent()) {
            unknownAliases.add(Long.toUnsignedString(metric.alias().getAsLong()));
            return;
        }
        metric.name().ifPresent(unknownNames::add);
    }

    private void publish(OptionalInt bdSeq) {
        if (!values.isEmpty()) {
            turn.say(MachineEvents.of(message, EventKind.EVENT_KIND_DATA, bdSeq, values), message);
        }
    }

    /** What is unknown is not guessed: it is put aside, and the edge node is asked what it means. */
    private void reportUnknown(boolean rebirthHelps) {
        if (unknownAliases.isEmpty() && unknownNames.isEmpty() && mismatched.isEmpty()) {
            return;
        }
        turn.deadLetter(message, reason(), detail());
        if (rebirthHelps && !unknownAliases.isEmpty()) {
            request(RebirthCause.REBIRTH_CAUSE_UNKNOWN_ALIAS);
        } else if (rebirthHelps && !unknownNames.isEmpty()) {
            request(RebirthCause.REBIRTH_CAUSE_UNKNOWN_METRIC);
        }
    }

    private void request(RebirthCause cause) {
        turn.requestRebirth(cause, detail(), message.origin(), message.appendTimeMs());
    }

    private DeadLetterReason reason() {
        if (!unknownAliases.isEmpty()) {
            return DeadLetterReason.UNKNOWN_ALIAS;
        }
        return unknownNames.isEmpty() ? DeadLetterReason.TYPE_MISMATCH : DeadLetterReason.UNKNOWN_METRIC;
    }

    private String detail() {
        List<String> parts = new ArrayList<>();
        list(parts, "unknown aliases ", unknownAliases);
        list(parts, "unknown metrics ", unknownNames);
        list(parts, "values not of the declared type ", mismatched);
        return String.join("; ", parts);
    }

    private static void list(List<String> parts, String what, SomeNames names) {
        if (!names.isEmpty()) {
            parts.add(what + names);
        }
    }
}
