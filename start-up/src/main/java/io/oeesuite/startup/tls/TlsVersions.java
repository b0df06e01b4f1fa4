package io.oeesuite.startup.tls;

/** Which versions of TLS there may be, whatever the JDK would allow besides. */
final class TlsVersions {
    static final String[] ALLOWED = {"TLSv1.3", "TLSv1.2"};

    private TlsVersions() {}
}
