package io.oeesuite.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import io.oeesuite.auth.memory.LeastRecent;

/**
 * Remembers which tokens have a good signature, by their hash: a check of ES256 takes milliseconds of an event loop, and devices come back all at once. What can change since, as that it has ended or was
 * withdrawn, is not remembered.
 */
final class ProvenTokens {
    private final LeastRecent<String, Content> proven;

    /** @param most how many; those that were looked at least recently are forgotten */
    ProvenTokens(int most) {
        proven = new LeastRecent<>(most);
    }

    /** What a token says that was signed here. */
    record Content(String clientId, Instant issued, Instant expires) {}

    Optional<Content> find(String token) {
        return proven.get(hash(token));
    }

    void add(String token, Content content) {
        proven.change(hash(token), _ -> content);
    }

    private static String hash(String token) {
        try {
            byte[] text = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
