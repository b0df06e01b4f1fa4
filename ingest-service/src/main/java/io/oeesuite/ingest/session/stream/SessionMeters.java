package io.oeesuite.ingest.session.stream;

import java.util.Locale;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.ingest.session.DeadLetterReason;

/** Counts what the session step does, and logs what somebody may have to look at. */
public final class SessionMeters {
    private static final Logger LOG = Logger.getLogger(SessionMeters.class);

    private final MeterRegistry registry;

    public SessionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void event(EventKind kind) {
        count("oee.session.events", "kind", word(kind, "EVENT_KIND_"));
    }

    void duplicate() {
        registry.counter("oee.session.duplicates").increment();
    }

    void held() {
        registry.counter("oee.session.held").increment();
    }

    void sessionOpened() {
        registry.counter("oee.session.births").increment();
    }

    void deadLetter(DeadLetterReason reason) {
        count("oee.session.dead.letters", "reason", reason.word());
    }

    void ignored(String what) {
        count("oee.session.ignored", "what", what);
    }

    void rebirthNeeded(RebirthRequest request) {
        count("oee.session.rebirth.requests", "cause", word(request.getCause(), "REBIRTH_CAUSE_"));
        LOG.infof(
                "Rebirth requested: edgeNode=%s/%s cause=%s detail=\"%s\"",
                request.getGroup(), request.getNode(), request.getCause(), request.getDetail());
    }

    private void count(String name, String tag, String value) {
        registry.counter(name, tag, value).increment();
    }

    private static String word(Enum<?> value, String prefix) {
        return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
