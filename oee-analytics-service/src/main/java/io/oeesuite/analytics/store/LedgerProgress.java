package io.oeesuite.analytics.store;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** How far the ledger topic has been applied to the database. */
@ApplicationScoped
public class LedgerProgress {
    private volatile AppliedOffsets offsets;

    void follow(AppliedOffsets ledger) {
        offsets = ledger;
    }

    /**
     * Partition to the next offset to apply; absent where nothing has been applied yet. Read in one transaction with the ledger itself, it
     * says which changes that ledger holds.
     *
     * @throws IllegalStateException before the store has started
     */
    public Uni<Map<Integer, Long>> applied(SqlClient client) {
        if (offsets == null) {
            throw new IllegalStateException("the store has not started yet");
        }
        return offsets.load(client);
    }
}
