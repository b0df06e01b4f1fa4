package io.oeesuite.analytics.rest;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.Machines;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** The machines a path means, or the problem that it means none. */
@ApplicationScoped
class KnownEquipment {
    /** The path above all groups. */
    static final String WHOLE_PLANT = "/";

    private final Machines machines;

    KnownEquipment(Machines machines) {
        this.machines = machines;
    }

    /** @return at least one machine, ordered by path; fails with {@link Problem.UnknownEquipment} */
    Uni<List<KnownMachine>> under(SqlClient client, String path) {
        Uni<List<KnownMachine>> asked = path.equals(WHOLE_PLANT) ? machines.all(client) : machines.under(client, path);
        return asked.chain(found ->
                found.isEmpty() ? unknown(client, path) : Uni.createFrom().item(found));
    }

    private Uni<List<KnownMachine>> unknown(SqlClient client, String path) {
        return machines.all(client).chain(all -> {
            List<String> similar = SimilarNames.of(path, all.stream().map(KnownMachine::equipment));
            return Uni.createFrom().failure(new ProblemException(new Problem.UnknownEquipment(path, similar)));
        });
    }
}
