package io.oeesuite.mqttaccess.certificate;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which certificates are good no longer, by a file with the lists of their authorities, read again when it has changed. Each list must be signed by an authority that is
 * known here, and say when it ends. A file that cannot be read, has a list of somebody else's or has gone away lets nobody in; a list that has run out lets in nobody whose
 * certificate is of its authority, and without a list of its authority no certificate is good.
 */
public final class RevocationList {

    private final Path file;
    private final Path authorities;
    private final InstantSource clock;
    private final Consumer<String> trouble;
    private Seen seen = Seen.NOTHING;
    private State state;
    private Instant endTold = Instant.MIN;

    private record Seen(Instant changed, long size) {
        static final Seen NOTHING = new Seen(Instant.MIN, -1);
    }

    private sealed interface State {}

    private record Absent() implements State {}

    private record Good(List<X509CRL> lists) implements State {}

    private record Bad(String why) implements State {}

    private RevocationList(
            Path file, Path authorities, InstantSource clock, Consumer<String> trouble, State untilItIsThere) {
        this.file = file;
        this.authorities = authorities;
        this.clock = clock;
        this.trouble = trouble;
        this.state = untilItIsThere;
    }

    /**
     * A file that must be there.
     *
     * @param file PEM or DER
     * @param authorities PEM, the certificates of those who may sign the lists
     * @param trouble is told what is wrong with the file, or that a list has run out, once for each change
     */
    public static RevocationList required(Path file, Path authorities, InstantSource clock, Consumer<String> trouble) {
        return new RevocationList(file, authorities, clock, trouble, new Bad("nobody has read " + file + " yet"));
    }

    /** A file that may come later, see {@link #required}: as long as there has never been one, nothing is revoked. */
    public static RevocationList optional(Path file, Path authorities, InstantSource clock, Consumer<String> trouble) {
        return new RevocationList(file, authorities, clock, trouble, new Absent());
    }

    /** Why the file cannot be used at all; empty when it can, be it that a list has run out and a new one must come, and where it may be missing. */
    public synchronized Optional<String> flaw() {
        refresh();
        return switch (state) {
            case Absent() -> Optional.empty();
            case Good _ -> Optional.empty();
            case Bad(String why) -> Optional.of(why);
        };
    }

    /** Why whoever shows this certificate is not let in; empty when they are. */
    public synchronized Optional<String> objection(X509Certificate certificate) {
        refresh();
        return switch (state) {
            case Absent() -> Optional.empty();
            case Bad(String why) -> Optional.of("no certificate can be trusted: " + why);
            case Good(List<X509CRL> lists) -> objection(certificate, lists);
        };
    }

    private Optional<String> objection(X509Certificate certificate, List<X509CRL> lists) {
        List<X509CRL> its = lists.stream()
                .filter(list -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList();
        if (its.isEmpty()) {
            return Optional.of("the certificate is of another authority than " + file);
        }
        if (its.stream().anyMatch(list -> list.isRevoked(certificate))) {
            return Optional.of(
                    "the certificate " + certificate.getSerialNumber().toString(16) + " is revoked");
        }
        return its.stream()
                .flatMap(list -> end(list).stream())
                .findFirst()
                .map(why -> "no certificate can be trusted: " + why);
    }

    private Optional<String> end(X509CRL list) {
        Instant end = list.getNextUpdate().toInstant();
        if (!end.isBefore(clock.instant())) {
            return Optional.empty();
        }
        String why = file + " has run out on " + end;
        if (!end.equals(endTold)) {
            endTold = end;
            trouble.accept(why);
        }
        return Optional.of(why);
    }

    private void refresh() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Seen found = new Seen(now.lastModifiedTime().toInstant(), now.size());
            if (!found.equals(seen)) {
                state = new Good(read());
                seen = found;
            }
        } catch (NoSuchFileException none) {
            if (!(state instanceof Absent)) {
                refuse(file + " has gone");
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            refuse(file + " cannot be used: " + unreadable);
        }
    }

    /** Read again at the next question: what was bad may be a file that is just being written. */
    private void refuse(String why) {
        seen = Seen.NOTHING;
        Bad now = new Bad(why);
        if (!now.equals(state)) {
            state = now;
            trouble.accept(why);
        }
    }

    private List<X509CRL> read() throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream content = Files.newInputStream(file);
                InputStream known = Files.newInputStream(authorities)) {
            List<X509CRL> lists = factory.generateCRLs(content).stream()
                    .map(X509CRL.class::cast)
                    .toList();
            List<X509Certificate> issuers = factory.generateCertificates(known).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (lists.isEmpty()) {
                throw new GeneralSecurityException("there is no list in it");
            }
            for (X509CRL list : lists) {
                check(list, issuers);
            }
            return lists;
        }
    }

    private void check(X509CRL list, List<X509Certificate> issuers) throws GeneralSecurityException {
        if (issuers.stream().noneMatch(issuer -> isSigned(list, issuer))) {
            throw new GeneralSecurityException("the list of "
                    + list.getIssuerX500Principal().getName() + " is signed by nobody in " + authorities);
        }
        if (list.getNextUpdate() == null) {
            throw new GeneralSecurityException("the list does not say when the next one comes");
        }
    }

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        if (!issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
