package io.oeesuite.auth.certificate;

import java.net.URI;

/**
 * Where everybody finds the revocation list and the authority's certificate; written into every certificate.
 */
record Distribution(URI revocationList, URI authority) {

    /** @param base of auth-service, as clients reach it without a login, such as {@code http://auth.oee.local:8082} */
    static Distribution at(URI base) {
        String text = base.toString().replaceFirst("/+$", "");
        return new Distribution(URI.create(text + "/ca.crl"), URI.create(text + "/ca.crt"));
    }
}
