package io.oeesuite.auth.credential;

import java.time.Instant;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A token, the only time it is shown.
 *
 * @param username that goes with it
 * @param token to be given as the password
 */
@RegisterForReflection
record NewToken(String username, String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "NewToken[until " + expiresAt + "]";
    }
}
