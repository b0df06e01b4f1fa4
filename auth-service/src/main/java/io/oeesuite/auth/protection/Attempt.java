package io.oeesuite.auth.protection;

/**
 * Somebody wants to connect.
 *
 * @param clientId a plain name; empty where what was given is none
 * @param certificate the name of the certificate that was proven; empty without one
 */
public record Attempt(String clientId, Address address, String certificate) {

    boolean hasCertificate() {
        return !certificate.isEmpty();
    }
}
