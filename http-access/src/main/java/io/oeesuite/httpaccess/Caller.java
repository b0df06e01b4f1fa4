package io.oeesuite.httpaccess;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the person or the program, as the audit keeps it
 * @param roles of {@link Roles}
 */
public record Caller(String name, Set<String> roles, Sites sites) {
    public Caller {
        roles = Set.copyOf(roles);
    }
}
