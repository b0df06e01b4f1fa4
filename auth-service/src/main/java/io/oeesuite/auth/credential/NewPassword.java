package io.oeesuite.auth.credential;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A password, the only time it is shown.
 *
 * @param username that goes with it
 * @param previousValidUntil until when the one before is good; none when there was none
 */
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record NewPassword(String username, UUID id, String password, Instant createdAt, Instant previousValidUntil) {

    @Override
    public String toString() {
        return "NewPassword[" + id + "]";
    }
}
