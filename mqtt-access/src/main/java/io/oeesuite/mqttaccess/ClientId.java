package io.oeesuite.mqttaccess;

/** A client id, and what it says about its client. */
public sealed interface ClientId {

    /** The id as the client gave it. */
    String text();

    /**
     * The id of a client whose role its prefix tells.
     *
     * @param name the part after the prefix, never empty
     */
    record OfRole(String text, ClientRole role, String name) implements ClientId {}

    /** An id without a role's prefix: a device's, if it is registered. */
    record OfDevice(String text) implements ClientId {}

    /**
     * An id nobody may have.
     *
     * @param flaw why, as a sentence for people
     */
    record Unusable(String text, String flaw) implements ClientId {}

    /** Whether its role is {@linkplain ClientRole#isPrivileged privileged}; an id that nobody may have has none. */
    default boolean isPrivileged() {
        return switch (this) {
            case OfRole(String _, ClientRole role, String _) -> role.isPrivileged();
            case OfDevice _, Unusable _ -> false;
        };
    }

    /** Reads an id. The prefixes are lower case; one in other letters ({@code Edge_1}) only looks like a role and is unusable. */
    static ClientId of(String text) {
        if (!PlainName.isPlain(text)) {
            return new Unusable(text, "a client id is " + PlainName.RULE);
        }
        return ClientRole.resembledBy(text).map(role -> ofRole(text, role)).orElseGet(() -> new OfDevice(text));
    }

    private static ClientId ofRole(String text, ClientRole role) {
        String prefix = role.prefix();
        if (!text.startsWith(prefix)) {
            return new Unusable(text, "the prefix of a role is written in lower case: " + prefix);
        }
        if (text.length() == prefix.length()) {
            return new Unusable(text, "after " + prefix + " a name follows");
        }
        return new OfRole(text, role, text.substring(prefix.length()));
    }
}
