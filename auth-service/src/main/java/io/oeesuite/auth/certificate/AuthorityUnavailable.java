package io.oeesuite.auth.certificate;

/** The authority cannot sign now; the message says why and what to do. */
public final class AuthorityUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuthorityUnavailable(String message) {
        super(message);
    }
}
