package io.oeesuite.localstack;

/** The servers there are. */
public enum ServerKind {
    KAFKA,
    POSTGRES,
    BROKER,
    KEYCLOAK
}
