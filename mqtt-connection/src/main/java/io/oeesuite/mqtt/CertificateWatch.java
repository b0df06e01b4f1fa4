package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.vertx.core.impl.ContextInternal;

/** Notices that the certificate files have changed. Files that do not fit together, as in the middle of a rotation, are looked at again later. */
final class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

    private final ContextInternal context;
    private final CertificateFiles files;
    private final Duration interval;
    private final Runnable onChange;
    private Optional<Certificates> used = Optional.empty();
    private String complaint = "";
    private long timer = -1;

    CertificateWatch(ContextInternal context, CertificateFiles files, Duration interval, Runnable onChange) {
        this.context = context;
        this.files = files;
        this.interval = interval;
        this.onChange = onChange;
    }

    void start() {
        if (timer < 0) {
            timer = context.owner().setPeriodic(interval.toMillis(), tick -> check());
        }
    }

    void stop() {
        context.owner().cancelTimer(timer);
        timer = -1;
    }

    /** What the next comparison is with. Until it is the changed files, the change is told again. */
    void used(Certificates certificates) {
        used = Optional.of(certificates);
        complaint = "";
    }

    private void check() {
        context.executeBlocking(files::read).onComplete(this::compare, this::complain);
    }

    private void compare(Certificates found) {
        if (timer >= 0 && used.isPresent() && !used.get().equals(found)) {
            onChange.run();
        }
    }

    private void complain(Throwable e) {
        if (!complaint.equals(e.getMessage())) {
            complaint = e.getMessage();
            LOG.warnf("The changed certificate files are not used: %s", complaint);
        }
    }
}
