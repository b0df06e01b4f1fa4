package io.oeesuite.auth.broker;

import java.time.Instant;
import java.util.Optional;

/** What the broker is told. The reason is for the audit and the metrics alone. */
sealed interface Answer {

    /**
     * @param until when the broker is to ask again
     * @param confined to what the session is held, whatever the broker's own rules say; none: to those
     */
    record Allow(String reason, Optional<Instant> until, Optional<Confined> confined) implements Answer {}

    record Deny(String reason) implements Answer {}

    static Answer allow(String reason) {
        return new Allow(reason, Optional.empty(), Optional.empty());
    }

    static Answer deny(String reason) {
        return new Deny(reason);
    }

    String reason();

    /** As the result of the answer and of the metrics. */
    default String result() {
        return switch (this) {
            case Allow _ -> "allow";
            case Deny _ -> "deny";
        };
    }

    /** The body, as EMQX 5.8 reads it; {@code expire_at} makes it end the session then, {@code acl} comes before its own rules. */
    default String json() {
        return switch (this) {
            case Allow(String _, Optional<Instant> until, Optional<Confined> confined) ->
                "{\"result\":\"allow\",\"is_superuser\":false"
                        + until.map(instant -> ",\"expire_at\":" + instant.getEpochSecond())
                                .orElse("")
                        + confined.map(only -> ",\"acl\":" + only.acl()).orElse("")
                        + "}";
            case Deny _ -> "{\"result\":\"deny\"}";
        };
    }
}
