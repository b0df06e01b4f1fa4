package io.oeesuite.auth.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a certificate ends before its time; the codes are those of RFC 5280, 5.3.1. */
public enum RevocationReason {
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    PRIVILEGE_WITHDRAWN(9);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this name, as REST writes it: {@code key-compromise}. */
    public static Optional<RevocationReason> named(String name) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(name))
                .findFirst();
    }
}
