package io.oeesuite.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of 256 bits, good once. Its beginning tells what it is, also to programs that look for secrets where none should be. */
public final class EnrolmentToken {
    private static final String PREFIX = "oee_enrol_";

    private static final int BYTES = 32;

    private EnrolmentToken() {}

    public static String next() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether it looks like one. */
    public static boolean isMeantBy(String text) {
        return text.startsWith(PREFIX);
    }

    /** What is kept of it. Nobody searches 256 random bits, so that a fast hash will do. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException defect) {
            throw new IllegalStateException(defect);
        }
    }
}
