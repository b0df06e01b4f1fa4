package io.oeesuite.analytics.rest;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.Machines;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Sites;
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

    /**
     * What belongs to another site is as unknown as what there is not.
     *
     * @param sites of whoever asks
     * @return at least one machine, ordered by path; fails with {@link Problem.UnknownEquipment}
     */
    Uni<List<KnownMachine>> under(SqlClient client, Sites sites, String path) {
        Uni<List<KnownMachine>> asked = path.equals(WHOLE_PLANT) ? machines.all(client) : machines.under(client, path);
        return asked.map(found -> of(sites, found))
                .chain(found -> found.isEmpty()
                        ? unknown(client, sites, path)
                        : Uni.createFrom().item(found));
    }

    /** Those of them that belong to the sites. */
    static List<KnownMachine> of(Sites sites, List<KnownMachine> machines) {
        return machines.stream()
                .filter(machine -> sites.cover(machine.equipment()))
                .toList();
    }

    private Uni<List<KnownMachine>> unknown(SqlClient client, Sites sites, String path) {
        return machines.all(client).chain(all -> {
            List<String> similar = SimilarNames.of(path, of(sites, all).stream().map(KnownMachine::equipment));
            return Uni.createFrom().failure(new ProblemException(new Problem.UnknownEquipment(path, similar)));
        });
    }
}
