package io.oeesuite.auth.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.bouncycastle.asn1.x509.KeyPurposeId;

import io.oeesuite.mqttaccess.ClientId;

/** What a certificate is for. */
public enum Purpose {
    /** An edge node: {@code edge_…}. */
    EDGE(KeyPurposeId.id_kp_clientAuth),
    /** A device that speaks JSON: an id without a role's prefix. */
    DEVICE(KeyPurposeId.id_kp_clientAuth),
    /** A program or a person with a role of its own: {@code scada_…}, {@code admin_…} and the like. */
    SERVICE(KeyPurposeId.id_kp_clientAuth),
    /** A server that clients check by its names; it cannot log in with it. */
    SERVER(KeyPurposeId.id_kp_serverAuth);

    private final KeyPurposeId extendedKeyUsage;

    Purpose(KeyPurposeId extendedKeyUsage) {
        this.extendedKeyUsage = extendedKeyUsage;
    }

    /**
     * The one for an id, by its role.
     *
     * @throws RequestRefused when nobody may have that id
     */
    public static Purpose of(String id) {
        return switch (ClientId.of(id)) {
            case ClientId.OfRole role -> role.isPrivileged() ? SERVICE : EDGE;
            case ClientId.OfDevice _ -> DEVICE;
            case ClientId.Unusable(String _, String flaw) ->
                throw new RequestRefused(new RequestProblem.UnfitId(id, flaw));
        };
    }

    /** The one of this name, as REST writes it. */
    public static Optional<Purpose> named(String name) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.text().equals(name))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it gives more than a corner of its own: only an administrator orders it. */
    public boolean isPowerful() {
        return this == SERVICE || this == SERVER;
    }

    KeyPurposeId extendedKeyUsage() {
        return extendedKeyUsage;
    }

    boolean hasNames() {
        return this == SERVER;
    }
}
