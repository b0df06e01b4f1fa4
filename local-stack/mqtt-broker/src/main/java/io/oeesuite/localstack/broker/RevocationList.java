package io.oeesuite.localstack.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which certificates are good no longer: {@code ca.crl} beside {@code ca.crt}, read again when it has changed. As long as there has never been one, none is revoked. One that
 * cannot be read, is not this authority's, has run out or has gone away lets nobody in.
 */
final class RevocationList {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationList.class);

    private final Path file;
    private final Path authority;
    private final InstantSource clock;
    private Seen seen = new Seen(Instant.MIN, -1);
    private State state = new Absent();

    private record Seen(Instant changed, long size) {}

    private sealed interface State {}

    private record Absent() implements State {}

    private record Good(X509CRL list) implements State {}

    private record Bad(String why) implements State {}

    /** @param certificates folder with {@code ca.crt} */
    RevocationList(Path certificates, InstantSource clock) {
        this.file = certificates.resolve("ca.crl");
        this.authority = certificates.resolve("ca.crt");
        this.clock = clock;
    }

    /** Why a client with this certificate is not let in; empty when it is. */
    synchronized Optional<String> objection(X509Certificate certificate) {
        refresh();
        return switch (state) {
            case Absent() -> Optional.empty();
            case Bad(String why) -> Optional.of("no certificate can be trusted: " + why);
            case Good(X509CRL list) -> objection(certificate, list);
        };
    }

    private Optional<String> objection(X509Certificate certificate, X509CRL list) {
        if (list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(clock.instant())) {
            return Optional.of("no certificate can be trusted: " + file + " has run out on "
                    + list.getNextUpdate().toInstant());
        }
        if (!certificate.getIssuerX500Principal().equals(list.getIssuerX500Principal())) {
            return Optional.of("the certificate is of another authority than " + file);
        }
        return list.isRevoked(certificate)
                ? Optional.of("the certificate " + certificate.getSerialNumber().toString(16) + " is revoked")
                : Optional.empty();
    }

    private void refresh() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Seen found = new Seen(now.lastModifiedTime().toInstant(), now.size());
            if (!found.equals(seen)) {
                state = new Good(read());
                seen = found;
                LOG.info("Revoked certificates are those in {}", file);
            }
        } catch (NoSuchFileException none) {
            state = state instanceof Absent ? state : bad(file + " has gone");
        } catch (IOException | GeneralSecurityException unreadable) {
            state = bad(file + " cannot be used: " + unreadable);
        }
    }

    /** Read again at the next question: what was bad may be a file that is just being written. */
    private Bad bad(String why) {
        seen = new Seen(Instant.MIN, -1);
        LOG.error("{}", why);
        return new Bad(why);
    }

    private X509CRL read() throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream list = Files.newInputStream(file);
                InputStream issuer = Files.newInputStream(authority)) {
            X509CRL crl = (X509CRL) factory.generateCRL(list);
            if (crl == null) {
                throw new GeneralSecurityException("it is empty");
            }
            crl.verify(factory.generateCertificate(issuer).getPublicKey());
            return crl;
        }
    }
}
