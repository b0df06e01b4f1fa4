/** From a device's signing request to a certificate, and to the end of it: profiles, authorities, renewal, revocation lists. */
package io.oeesuite.auth.certificate;
