package io.oeesuite.httpaccess;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people and programs may do, as the names of the realm's roles. Each includes what {@link #VIEWER} may; {@link #ENGINEER} includes {@link #OPERATOR} and
 * {@link #MAINTENANCE}, and {@link #ADMIN} all others. The realm says so too, as composites.
 */
public final class Roles {
    /** Sees boards, figures, alerts, and what was commanded. */
    public static final String VIEWER = "viewer";

    /** Runs machines: commands, second approvals, acknowledges alerts. */
    public static final String OPERATOR = "operator";

    /** Repairs machines: acknowledges and closes alerts, silences, asks for rebirths. */
    public static final String MAINTENANCE = "maintenance";

    /** Sets up machines: models, devices, credentials, certificates. */
    public static final String ENGINEER = "engineer";

    /** Runs the suite: the host's state, revocations, lock-outs, the audit. */
    public static final String ADMIN = "admin";

    /** All there are, the least first. */
    public static final List<String> ALL = List.of(VIEWER, OPERATOR, MAINTENANCE, ENGINEER, ADMIN);

    private static final Map<String, List<String>> INCLUDED = Map.of(
            VIEWER, List.of(VIEWER),
            OPERATOR, List.of(VIEWER, OPERATOR),
            MAINTENANCE, List.of(VIEWER, MAINTENANCE),
            ENGINEER, List.of(VIEWER, OPERATOR, MAINTENANCE, ENGINEER),
            ADMIN, ALL);

    private Roles() {}

    /** Those of the names that are roles here, and what they include. */
    static Set<String> of(Collection<String> names) {
        Set<String> roles = new LinkedHashSet<>();
        names.forEach(name -> roles.addAll(INCLUDED.getOrDefault(name, List.of())));
        return roles;
    }
}
