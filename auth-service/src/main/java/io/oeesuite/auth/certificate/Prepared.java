package io.oeesuite.auth.certificate;

/** An order whose signing request was checked, for {@link Issuing#issue}. */
public record Prepared(CertificateOrder order) {

    /** Tells whether a later request is for the same key. */
    public String keyHash() {
        return KeyHash.of(order.request().publicKey());
    }

    /** Whether that certificate has the key of this order. */
    public boolean isForKeyOf(StoredCertificate stored) {
        return KeyHash.of(stored).equals(keyHash());
    }

    /** The signing request, PEM. */
    public String csr() {
        return order.request().pem();
    }
}
