package io.oeesuite.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Remembers which passwords have passed Argon2id, so that all devices coming back at once do not cost a run each: an HMAC-SHA-256 under a key that is made with the process and leaves it never.
 * Whoever reads this process's memory gets the key with it and may guess fast; the passwords are of this service's making, 150 random bits, and stay out of reach. At most one entry for each stored password.
 */
@ApplicationScoped
class ProvenPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<UUID, byte[]> proven = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    ProvenPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    boolean has(StoredPassword password, String presented) {
        byte[] mac = proven.get(password.id());
        return mac != null && MessageDigest.isEqual(mac, mac(password, presented));
    }

    void add(StoredPassword password, String presented) {
        proven.put(password.id(), mac(password, presented));
    }

    void forget(UUID id) {
        proven.remove(id);
    }

    int size() {
        return proven.size();
    }

    /** Over the hash, too: an entry of a hash that was replaced is worth nothing. */
    private byte[] mac(StoredPassword password, String presented) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(password.id().toString().getBytes(StandardCharsets.US_ASCII));
            mac.update(password.hash().phc().getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(presented.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
