package io.oeesuite.httpaccess;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where people log in: {@code OEE_OIDC_URL}, {@code OEE_OIDC_CLIENT_ID}, {@code OEE_OIDC_CLIENT_SECRET}, {@code OEE_OIDC_TOKEN_TYPE}. */
@ConfigMapping(prefix = "oee.oidc")
interface LoginConfig {
    /** URL of the realm. Nothing: there are no logins. */
    Optional<String> url();

    /** As which client of the realm this service logs people in. */
    Optional<String> clientId();

    /** Nothing for a public client. */
    Optional<String> clientSecret();

    /** The claim {@code typ} of access tokens: Keycloak's say {@code Bearer}. {@code none} for a realm whose access tokens have no such claim. */
    @WithDefault("Bearer")
    String tokenType();
}
