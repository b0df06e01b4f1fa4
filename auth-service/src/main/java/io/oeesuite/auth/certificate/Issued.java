package io.oeesuite.auth.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate and those above it. */
public record Issued(StoredCertificate certificate, List<X509Certificate> chain) {
    public Issued {
        chain = List.copyOf(chain);
    }
}
