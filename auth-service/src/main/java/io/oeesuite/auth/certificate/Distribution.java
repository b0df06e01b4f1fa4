package io.oeesuite.auth.certificate;

import java.net.URI;

/**
 * Where everybody finds the revocation list and the authority's certificate; written into every certificate.
 */
record Distribution(URI revocationList, URI authority) {

    private static final int NAME_LENGTH = 16;

    /**
     * @param base of auth-service, as clients reach it without a login, such as {@code http://auth.oee.local:8082}
     * @param authority its name, see {@link Authority.Signer}: after a rotation there is a list of each
     */
    static Distribution at(URI base, String authority) {
        String text = base.toString().replaceFirst("/+$", "");
        return new Distribution(
                URI.create(text + "/ca.crl?of=" + authority.substring(0, NAME_LENGTH)), URI.create(text + "/ca.crt"));
    }

    /** Whether EMQX 5.8 can fetch lists there: it takes no other addresses. */
    static boolean isForEmqx(URI base) {
        return "http".equalsIgnoreCase(base.getScheme());
    }

    /** Whether the list of this authority is meant by what its address says after {@code of=}. */
    static boolean means(String of, String authority) {
        return of.length() >= NAME_LENGTH && authority.startsWith(of);
    }
}
