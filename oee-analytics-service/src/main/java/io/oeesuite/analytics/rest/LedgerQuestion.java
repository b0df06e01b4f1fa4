package io.oeesuite.analytics.rest;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.LedgerEntries;
import io.oeesuite.analytics.reading.LedgerEntry;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.mutiny.Uni;

/** The intervals of equipment in a range, for whoever asks over HTTP. */
@ApplicationScoped
class LedgerQuestion {
    private final Snapshot snapshot;
    private final KnownEquipment equipment;
    private final LedgerEntries entries;
    private final Limits limits;
    private final Clock clock;
    private final Callers callers;

    LedgerQuestion(
            Snapshot snapshot,
            KnownEquipment equipment,
            LedgerEntries entries,
            Limits limits,
            Clock clock,
            Callers callers) {
        this.callers = callers;
        this.snapshot = snapshot;
        this.equipment = equipment;
        this.entries = entries;
        this.limits = limits;
        this.clock = clock;
    }

    Uni<List<LedgerEntry>> ask(RangeParameters parameters, Collection<LedgerBucket> buckets) {
        Sites sites = callers.current().sites();
        String path = parameters.path();
        Period range = parameters.range();
        long nowMs = clock.millis();
        int most = limits.entries();
        return snapshot.read(client -> equipment
                        .under(client, sites, path)
                        .chain(machines -> entries.in(client, machines, range, buckets, nowMs, most + 1)))
                .invoke(found -> {
                    if (found.size() > most) {
                        throw new ProblemException(new Problem.RangeTooLong("intervals at least", found.size(), most));
                    }
                });
    }
}
