package io.oeesuite.httpaccess;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a verified access token of the realm says of its bearer. */
record TokenClaims(Map<String, Object> claims) {
    /** For whom the realm's tokens are meant. */
    static final String AUDIENCE = "oee-suite";

    /** Of a setting: tokens that do not say which kind they are. */
    private static final String UNSAID = "none";

    private static final int LONGEST = 100;

    TokenClaims {
        claims = Map.copyOf(claims);
    }

    /**
     * An ID token may name the same audience, and says who has logged in; it is not for showing around.
     *
     * @param type what the claim {@code typ} of the realm's access tokens says; {@code none}: they have no such claim
     */
    boolean isMeantForUs(String type) {
        return texts("aud").contains(AUDIENCE)
                && (type.equals(UNSAID) ? !claims.containsKey("typ") : type.equals(claims.get("typ")));
    }

    /** Empty when the token names nobody. */
    Optional<Caller> caller() {
        Set<String> roles = Roles.of(realmRoles());
        return name().map(name -> new Caller(name, roles, roles.contains(Roles.ADMIN) ? Sites.ALL : sites()));
    }

    /** Of its validity; a token that does not say is over. */
    Instant end() {
        return claims.get("exp") instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
    }

    /** People have a user name; a program is called as its client. */
    private Optional<String> name() {
        return Stream.of(serviceAccount(), claims.get("preferred_username"), claims.get("azp"), claims.get("client_id"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .findFirst();
    }

    /** Keycloak's name of the user behind client credentials, without its prefix. */
    private Object serviceAccount() {
        return claims.get("preferred_username") instanceof String name && name.startsWith("service-account-")
                ? claims.get("azp")
                : null;
    }

    private Collection<String> realmRoles() {
        return claims.get("realm_access") instanceof Map<?, ?> access
                        && access.get("roles") instanceof Collection<?> roles
                ? texts(roles)
                : List.of();
    }

    private Sites sites() {
        return Sites.of(texts("sites"));
    }

    private List<String> texts(String claim) {
        return switch (claims.get(claim)) {
            case String text -> List.of(text);
            case Collection<?> several -> texts(several);
            case null, default -> List.of();
        };
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
