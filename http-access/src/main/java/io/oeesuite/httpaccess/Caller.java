package io.oeesuite.httpaccess;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the person or the program, as the audit keeps it
 * @param roles of {@link Roles}, with what they include
 */
public record Caller(String name, Set<String> roles, Sites sites) {
    /** Whoever asks on this machine and does not say who, as long as there are no logins. */
    public static final String LOCAL = "local";

    /** The header that names who asks, as long as there are no logins. */
    public static final String HEADER = "X-Actor";

    /** Where the identity of a request keeps its caller. */
    static final String ATTRIBUTE = "io.oeesuite.caller";

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
