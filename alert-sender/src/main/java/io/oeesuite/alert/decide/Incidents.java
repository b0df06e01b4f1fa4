package io.oeesuite.alert.decide;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Silence;

/** What is known of incidents and silences, the same on every replica. */
@ApplicationScoped
public class Incidents {
    private final DecideStep step;

    Incidents(DecideStep step) {
        this.step = step;
    }

    /** @throws IllegalStateException when it cannot be asked now */
    public List<Incident> all() {
        return step.values(DecideTopology.SHOWN).stream()
                .map(Incidents::incident)
                .toList();
    }

    /** @throws IllegalStateException when it cannot be asked now */
    public Optional<Incident> find(String alertId) {
        return step.value(DecideTopology.SHOWN, alertId).map(Incidents::incident);
    }

    /** @throws IllegalStateException when it cannot be asked now */
    public List<Silence> silences() {
        return step.values(DecideTopology.SILENCES).stream()
                .map(Incidents::silence)
                .toList();
    }

    /** @throws IllegalStateException when it cannot be asked now */
    public Optional<Silence> silence(String id) {
        return step.value(DecideTopology.SILENCES, id).map(Incidents::silence);
    }

    private static Incident incident(byte[] bytes) {
        try {
            return Incident.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("an incident cannot be read", unreadable);
        }
    }

    private static Silence silence(byte[] bytes) {
        try {
            return Silence.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("a silence cannot be read", unreadable);
        }
    }
}
