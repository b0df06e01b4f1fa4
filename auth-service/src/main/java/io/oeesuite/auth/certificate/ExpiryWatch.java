package io.oeesuite.auth.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.startup.ServiceStep;

/** Looks every minute at what ends: certificates whose overlap is over, the revocation list, and whatever people should be told of in time. */
@ApplicationScoped
@Priority(10)
class ExpiryWatch implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);
    private static final List<Integer> WARNING_DAYS = List.of(7, 30);
    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final Authority authority;
    private final AuthorityConfig config;
    private final Revoking revoking;
    private final RevocationLists lists;
    private final Transactions transactions;
    private final AuditTable audit;
    private final MeterRegistry registry;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("expiry").daemon().factory());
    private volatile Seen seen = new Seen(Map.of(), Map.of(), Optional.empty());

    ExpiryWatch(
            Authority authority,
            AuthorityConfig config,
            Revoking revoking,
            RevocationLists lists,
            Transactions transactions,
            AuditTable audit,
            MeterRegistry registry,
            Clock clock) {
        this.authority = authority;
        this.config = config;
        this.revoking = revoking;
        this.lists = lists;
        this.transactions = transactions;
        this.audit = audit;
        this.registry = registry;
        this.clock = clock;
    }

    /** What the metrics show. */
    private record Seen(Map<Purpose, Instant> earliest, Map<Integer, Integer> ending, Optional<Instant> authorityEnd) {}

    @Override
    public String title() {
        return "the watch over expiry";
    }

    @Override
    public void start() {
        if (!authority.isThere()) {
            return;
        }
        registerMetrics();
        timer.scheduleWithFixedDelay(this::look, 0, config.check().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    private void registerMetrics() {
        for (Purpose purpose : Purpose.values()) {
            Gauge.builder(
                            "oee.auth.certificate.earliest.expiry.days",
                            this,
                            watch -> watch.days(
                                    Optional.ofNullable(watch.seen.earliest().get(purpose))))
                    .tags(Tags.of("profile", purpose.text()))
                    .description("Days to the end of the certificate in use that ends first; none: NaN")
                    .register(registry);
        }
        for (int within : WARNING_DAYS) {
            Gauge.builder(
                            "oee.auth.certificates.expiring",
                            this,
                            watch -> watch.seen.ending().getOrDefault(within, 0))
                    .tags(Tags.of("within", within + "d"))
                    .description("Certificates in use that end within that time")
                    .register(registry);
        }
        Gauge.builder("oee.auth.ca.expiry.days", this, watch -> watch.days(watch.seen.authorityEnd()))
                .description("Days to the end of the authority's own certificate")
                .register(registry);
        Gauge.builder(
                        "oee.auth.crl.expiry.days",
                        this,
                        watch -> watch.days(watch.lists.last().map(RevocationList::nextUpdate)))
                .description("Days to the end of the revocation list")
                .register(registry);
    }

    private double days(Optional<Instant> end) {
        return end.map(at -> Duration.between(clock.instant(), at).toSeconds() / DAY_SECONDS)
                .orElse(Double.NaN);
    }

    /** What fails does not keep the rest from being done. */
    private void look() {
        tried("revoke what is over", revoking::endOverlaps);
        tried("make the revocation list", lists::refresh);
        tried("count what ends", this::count);
        tried("tell of what ends", this::warn);
    }

    private static void tried(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.warnf("Could not %s: %s", what, failure.getMessage());
        }
    }

    private void count() {
        Instant now = clock.instant();
        Map<Purpose, Instant> earliest = new EnumMap<>(Purpose.class);
        for (StoredCertificate first : transactions.run(database -> CertificateTable.earliest(database, now))) {
            earliest.put(first.purpose(), first.certificate().notAfter());
        }
        List<StoredCertificate> ending = ending(now);
        Instant authorityEnd = authority.chain().getFirst().getNotAfter().toInstant();
        seen = new Seen(
                earliest, Map.of(7, count(ending, now, 7), 30, count(ending, now, 30)), Optional.of(authorityEnd));
    }

    private void warn() {
        Instant now = clock.instant();
        for (StoredCertificate stored : ending(now)) {
            tried("tell that " + stored.serial() + " ends", () -> warn(stored, now));
        }
    }

    private List<StoredCertificate> ending(Instant now) {
        return transactions.run(
                database -> CertificateTable.ending(database, now, now.plus(Duration.ofDays(WARNING_DAYS.getLast()))));
    }

    private static int count(List<StoredCertificate> ending, Instant now, int days) {
        Instant by = now.plus(Duration.ofDays(days));
        return (int) ending.stream()
                .filter(stored -> !stored.certificate().notAfter().isAfter(by))
                .count();
    }

    /** Once per certificate and number of days, whichever replica comes first. */
    private void warn(StoredCertificate stored, Instant now) {
        Duration left = Duration.between(now, stored.certificate().notAfter());
        int days = WARNING_DAYS.stream()
                .filter(limit -> left.compareTo(Duration.ofDays(limit)) <= 0)
                .findFirst()
                .orElseThrow();
        transactions.run(database -> {
            if (CertificateTable.claimWarning(database, stored.serial(), days)) {
                LOG.warnf(
                        "The certificate of a client ends within %d days and was not renewed: id=%s profile=%s serial=%s until=%s",
                        days,
                        stored.clientId(),
                        stored.purpose().text(),
                        stored.serial(),
                        stored.certificate().notAfter());
                audit.write(
                        database,
                        new AuditEntry(
                                "certificate-expiring",
                                "auth-service",
                                stored.clientId(),
                                "",
                                "done",
                                "serial=" + stored.serial() + " until="
                                        + stored.certificate().notAfter()));
            }
            return null;
        });
    }
}
