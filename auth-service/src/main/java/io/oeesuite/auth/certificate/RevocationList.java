package io.oeesuite.auth.certificate;

import java.time.Instant;

/** A signed revocation list. */
final class RevocationList {
    private final long number;
    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final byte[] encoded;

    /** @param encoded DER */
    RevocationList(long number, Instant thisUpdate, Instant nextUpdate, byte[] encoded) {
        this.number = number;
        this.thisUpdate = thisUpdate;
        this.nextUpdate = nextUpdate;
        this.encoded = encoded.clone();
    }

    long number() {
        return number;
    }

    Instant thisUpdate() {
        return thisUpdate;
    }

    Instant nextUpdate() {
        return nextUpdate;
    }

    /** DER. */
    byte[] encoded() {
        return encoded.clone();
    }

    String pem() {
        return Pem.of("X509 CRL", encoded);
    }
}
