package io.oeesuite.auth.credential;

import java.security.SecureRandom;

/** A password for a machine: 30 characters of 32, 150 random bits; without those that people confuse. */
final class GeneratedPassword {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 30;

    private GeneratedPassword() {}

    static String next() {
        var random = new SecureRandom();
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
