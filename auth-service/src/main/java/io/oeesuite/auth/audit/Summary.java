package io.oeesuite.auth.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up like entries, so that a storm of them is a number and not a flood. Safe for many threads. */
final class Summary {
    private static final String MANY = "*";

    /** So many of them, first and last. */
    record Sum(AuditEntry entry, Instant first, Instant last, long times) {
        Sum again(Instant at) {
            return new Sum(entry, first, at, times + 1);
        }
    }

    private final int toldApart;
    private Map<AuditEntry, Sum> sums = new LinkedHashMap<>();

    Summary(int toldApart) {
        this.toldApart = toldApart;
    }

    /** @return whether it is the first of its kind */
    synchronized boolean add(AuditEntry entry, Instant at) {
        AuditEntry key = sums.containsKey(entry) || sums.size() < toldApart ? entry : others(entry);
        Sum before = sums.get(key);
        sums.put(key, before == null ? new Sum(key, at, at, 1) : before.again(at));
        return before == null;
    }

    /** What was added since the last time. */
    synchronized List<Sum> take() {
        var taken = new ArrayList<>(sums.values());
        sums = new LinkedHashMap<>();
        return taken;
    }

    private static AuditEntry others(AuditEntry entry) {
        return new AuditEntry(entry.action(), MANY, MANY, MANY, entry.outcome(), "many");
    }
}
