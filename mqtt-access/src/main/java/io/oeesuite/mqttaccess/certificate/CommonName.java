package io.oeesuite.mqttaccess.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Whom a certificate was made for: everybody who asks reads it here, so that no two take it for different clients'. */
public final class CommonName {
    private static final String TYPE = "CN";

    private CommonName() {}

    /** The common name of the subject; empty unless there is exactly one. */
    public static Optional<String> of(X509Certificate certificate) {
        return of(certificate.getSubjectX500Principal());
    }

    /** The only common name in a name, alone in its part ({@code CN=a+OU=b} has none) and a text; empty otherwise. */
    public static Optional<String> of(X500Principal subject) {
        List<Rdn> named = parts(subject).stream().filter(CommonName::isName).toList();
        return named.size() == 1 && named.getFirst().size() == 1
                ? Optional.of(named.getFirst().getValue())
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                : Optional.empty();
    }

    private static boolean isName(Rdn part) {
        try {
            var attributes = part.toAttributes().getAll();
            while (attributes.hasMore()) {
                Attribute attribute = attributes.next();
                if (attribute.getID().equalsIgnoreCase(TYPE)) {
                    return true;
                }
            }
            return false;
        } catch (NamingException unreadable) {
            throw new IllegalStateException("A name that was read cannot be walked through", unreadable);
        }
    }

    private static List<Rdn> parts(X500Principal subject) {
        try {
            return new LdapName(subject.getName()).getRdns();
        } catch (InvalidNameException unreadable) {
            return List.of();
        }
    }
}
