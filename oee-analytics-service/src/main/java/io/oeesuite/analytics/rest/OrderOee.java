package io.oeesuite.analytics.rest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.LedgerEntries;
import io.oeesuite.analytics.reading.LedgerEntry;
import io.oeesuite.analytics.reading.OrderCounts;
import io.oeesuite.analytics.reading.OrderRun;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.httpaccess.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** OEE order by order: each stretch of time in which a machine worked on one order. */
@ApplicationScoped
class OrderOee {
    private final LedgerEntries entries;
    private final OrderCounts counts;
    private final Limits limits;

    OrderOee(LedgerEntries entries, OrderCounts counts, Limits limits) {
        this.entries = entries;
        this.counts = counts;
        this.limits = limits;
    }

    Uni<List<OeeAnswer>> byOrder(SqlClient client, List<KnownMachine> machines, Period range, long nowMs) {
        return entries.in(client, machines, range, EnumSet.allOf(LedgerBucket.class), nowMs, limits.entries() + 1)
                .chain(found -> {
                    if (found.size() > limits.entries()) {
                        throw new ProblemException(
                                new Problem.RangeTooLong("intervals at least", found.size(), limits.entries()));
                    }
                    List<OrderRun> runs = runs(machines, found);
                    return counts.addTo(client, runs, range).replaceWith(() -> answers(runs, nowMs));
                });
    }

    private static List<OrderRun> runs(List<KnownMachine> machines, List<LedgerEntry> entries) {
        List<OrderRun> runs = new ArrayList<>();
        var byPath = new HashMap<String, KnownMachine>();
        machines.forEach(machine -> byPath.put(machine.equipment(), machine));
        OrderRun current = null;
        for (LedgerEntry entry : entries) {
            if (current != null && current.goesOnWith(entry)) {
                current.add(entry);
                continue;
            }
            current = entry.order().isEmpty() ? null : new OrderRun(byPath.get(entry.equipment()), entry);
            if (current != null) {
                runs.add(current);
            }
        }
        return runs;
    }

    private static List<OeeAnswer> answers(List<OrderRun> runs, long nowMs) {
        return runs.stream()
                .map(run -> OeeAnswer.of(
                        run.machine().equipment(), run.order(), RollUp.of(List.of(run.totals(nowMs))), null))
                .toList();
    }
}
