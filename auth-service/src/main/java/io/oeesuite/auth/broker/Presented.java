package io.oeesuite.auth.broker;

import io.oeesuite.auth.credential.Tokens;
import io.oeesuite.auth.secret.EnrolmentToken;

/** What a client proves itself with. A new kind is a record here, and a case in {@link Authenticator}. */
sealed interface Presented {

    /** A certificate that the broker has checked. What else came with it does not count. */
    record Certificate(String name) implements Presented {}

    /** A token in place of a password. */
    record Token(String username, String text) implements Presented {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** A token of enrolment in place of a password: good for asking for a certificate, and for nothing else. */
    record Enrolment(String username, String text) implements Presented {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    record Password(String username, String text) implements Presented {
        @Override
        public String toString() {
            return "Password";
        }
    }

    record Nothing() implements Presented {}

    static Presented of(Fields question) {
        String certificate = question.text("cert_common_name");
        if (!certificate.isEmpty()) {
            return new Certificate(certificate);
        }
        String password = question.text("password");
        if (password.isEmpty()) {
            return new Nothing();
        }
        String username = question.text("username");
        if (EnrolmentToken.isMeantBy(password)) {
            return new Enrolment(username, password);
        }
        return Tokens.isToken(password) ? new Token(username, password) : new Password(username, password);
    }
}
