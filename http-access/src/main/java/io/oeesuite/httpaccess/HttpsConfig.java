package io.oeesuite.httpaccess;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;

/** TLS for those who ask: {@code HTTPS_PORT}, {@code HTTPS_CERTFILE}, {@code HTTPS_KEYFILE}, {@code HTTPS_CA_CERTS}, {@code HTTPS_CRL}, {@code HTTP_INSECURE_REQUESTS}. */
@ConfigMapping(prefix = "oee.https")
interface HttpsConfig {
    /** Nothing: no TLS. */
    Optional<Integer> port();

    /** PEM, the service's certificate and what signed it. */
    Optional<Path> certfile();

    /** PEM, its key. */
    Optional<Path> keyfile();

    /** PEM, who signs the certificates of programs that ask. Nothing: they are not asked for one. */
    Optional<Path> caCerts();

    /** PEM or DER, which of those certificates are revoked; {@link ClientCertificates} reads it. */
    Optional<Path> crl();

    /** Paths that plain HTTP answers, whatever becomes of the others: what is there is public, and shows by its signature whose it is. */
    Optional<Set<String>> plainPaths();

    /** What becomes of plain HTTP; nothing: see {@link PlainHttp}. */
    Optional<String> insecureRequests();
}
