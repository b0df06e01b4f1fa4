package io.oeesuite.auth.credential;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password as it is stored: Argon2id version 1.3 in the PHC string format, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
 *
 * @param salt and digest in base64 without padding
 */
record PasswordHash(Argon2Cost cost, String salt, String digest) {
    static final int DIGEST_BYTES = 32;

    private static final int SALT_BYTES = 16;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,4}),p=([0-9]{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43})");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    /** @throws IllegalArgumentException when it is none; the message does not repeat it */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not Argon2id in the PHC string format");
        }
        var cost = new Argon2Cost(number(parts, 1), number(parts, 2), number(parts, 3));
        return new PasswordHash(cost, parts.group(4), parts.group(5));
    }

    static PasswordHash of(String password, Argon2Cost cost, String salt, Argon2 argon2) {
        return new PasswordHash(cost, salt, ENCODER.encodeToString(argon2.digest(password, cost, decode(salt))));
    }

    static String newSalt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return ENCODER.encodeToString(salt);
    }

    String phc() {
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
                + salt + "$" + digest;
    }

    /** In constant time. */
    boolean hasDigest(byte[] other) {
        return MessageDigest.isEqual(decode(digest), other);
    }

    byte[] saltBytes() {
        return decode(salt);
    }

    /** Neither salt nor digest belong into a log. */
    @Override
    public String toString() {
        return "PasswordHash[" + cost + "]";
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
