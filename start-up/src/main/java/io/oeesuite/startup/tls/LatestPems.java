package io.oeesuite.startup.tls;

import java.util.Optional;

import org.jboss.logging.Logger;

import io.oeesuite.startup.InvalidSettings;

/** What the files hold now, or held when they last fitted together: in the middle of a rotation they do not. Thread-safe. */
final class LatestPems {
    private static final Logger LOG = Logger.getLogger(LatestPems.class);

    private final TlsFiles files;
    private Optional<TlsPems> used = Optional.empty();
    private String complaint = "";

    LatestPems(TlsFiles files) {
        this.files = files;
    }

    /**
     * Reads the files.
     *
     * @return the same object as before when nothing has changed
     * @throws InvalidSettings when they have never been usable
     */
    synchronized TlsPems get() {
        try {
            TlsPems found = files.read();
            complaint = "";
            if (!used.equals(Optional.of(found))) {
                used.ifPresent(
                        before -> LOG.infof("New connections use the changed certificate files of %s", files.prefix()));
                used = Optional.of(found);
            }
        } catch (InvalidSettings unusable) {
            if (used.isEmpty()) {
                throw unusable;
            }
            if (!complaint.equals(unusable.getMessage())) {
                complaint = unusable.getMessage();
                LOG.warnf("The changed certificate files are not used: %s", complaint);
            }
        }
        return used.orElseThrow();
    }
}
