package io.oeesuite.auth.credential;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Computes Argon2id, and counts how often. */
final class Argon2 {
    private final LongAdder runs = new LongAdder();

    byte[] digest(String password, Argon2Cost cost, byte[] salt) {
        runs.increment();
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] digest = new byte[PasswordHash.DIGEST_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), digest);
        return digest;
    }

    long runs() {
        return runs.sum();
    }
}
