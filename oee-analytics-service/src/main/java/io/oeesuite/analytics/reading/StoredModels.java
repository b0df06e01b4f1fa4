package io.oeesuite.analytics.reading;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.contracts.MachineModel;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** The machine models that have come through Kafka. */
@ApplicationScoped
public class StoredModels implements PanacheRepositoryBase<StoredModel, StoredModel.ModelKey> {

    /** The model that is valid from the latest instant; empty for a machine that has never been configured. */
    @WithSession
    public Uni<Optional<MachineModel>> latest(String equipment) {
        return find("id.equipment = ?1 order by id.validFromMs desc", equipment)
                .firstResult()
                .map(found -> Optional.ofNullable(found).map(StoredModel::parsed));
    }

    /** The model that is valid from exactly this instant, milliseconds since 1970 UTC. */
    @WithSession
    public Uni<Optional<MachineModel>> at(String equipment, long validFromMs) {
        return findById(new StoredModel.ModelKey(equipment, validFromMs))
                .map(found -> Optional.ofNullable(found).map(StoredModel::parsed));
    }
}
