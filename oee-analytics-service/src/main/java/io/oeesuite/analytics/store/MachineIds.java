package io.oeesuite.analytics.store;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The numbers under which machines are stored; a machine gets one when it is first heard of and keeps it. */
@ApplicationScoped
class MachineIds {
    private static final String INSERT = """
            INSERT INTO machine (equipment)
            SELECT equipment FROM unnest($1::text[]) AS e (equipment) ORDER BY equipment
            ON CONFLICT (equipment) DO NOTHING
            """;
    private static final String SELECT = "SELECT id, equipment FROM machine WHERE equipment = ANY ($1)";

    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /**
     * The number of each of the machines, new ones included.
     *
     * @param client not within a transaction that may be rolled back: the numbers are remembered
     */
    Uni<Map<String, Integer>> of(SqlClient client, Collection<String> equipment) {
        String[] unknown =
                equipment.stream().filter(path -> !known.containsKey(path)).toArray(String[]::new);
        if (unknown.length == 0) {
            return Uni.createFrom().item(known);
        }
        return client.preparedQuery(INSERT)
                .execute(Tuple.tuple().addArrayOfString(unknown))
                .chain(() -> client.preparedQuery(SELECT).execute(Tuple.tuple().addArrayOfString(unknown)))
                .invoke(rows -> {
                    for (Row row : rows) {
                        known.put(row.getString("equipment"), row.getInteger("id"));
                    }
                })
                .replaceWith(known);
    }

    /** The database may have lost some. */
    void forget() {
        known.clear();
    }
}
