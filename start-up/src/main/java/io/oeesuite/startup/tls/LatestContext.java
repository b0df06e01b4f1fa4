package io.oeesuite.startup.tls;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of the JDK with the {@link LatestPems}. Thread-safe. */
final class LatestContext {
    private final LatestPems latest;
    private TlsPems used;
    private SSLContext context;

    LatestContext(TlsFiles files) {
        this.latest = new LatestPems(files);
    }

    /** The same as long as nothing changes, so that sessions are resumed. */
    synchronized SSLContext get() {
        TlsPems now = latest.get();
        if (now != used) {
            context = of(now);
            used = now;
        }
        return context;
    }

    private static SSLContext of(TlsPems pems) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(pems.trustStore());
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(pems.keyStore(), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
