package io.oeesuite.analytics.reading;

import java.util.Arrays;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.MachineModel;

/** A machine model as it came through Kafka. Written by the store, only read here. */
@Entity
@Immutable
@Table(name = "machine_model")
class StoredModel {
    @EmbeddedId
    ModelKey id;

    @Column(nullable = false)
    byte[] model;

    MachineModel parsed() {
        try {
            return MachineModel.parseFrom(model);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException(
                    "The model of " + id + " in the database cannot be read: " + Arrays.hashCode(model), damaged);
        }
    }

    /** Whose, and from when on, milliseconds since 1970 UTC. */
    @Embeddable
    record ModelKey(
            @Column(name = "equipment") String equipment,
            @Column(name = "valid_from_ms") long validFromMs) {}
}
