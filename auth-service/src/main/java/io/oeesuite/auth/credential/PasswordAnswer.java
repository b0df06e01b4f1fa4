package io.oeesuite.auth.credential;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** That there is a password, not which. */
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record PasswordAnswer(UUID id, Instant createdAt, String createdBy, Instant validUntil) {

    static PasswordAnswer of(StoredPassword password) {
        return new PasswordAnswer(
                password.id(),
                password.createdAt(),
                password.createdBy(),
                password.validUntil().orElse(null));
    }
}
