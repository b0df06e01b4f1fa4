package io.oeesuite.httpaccess;

/**
 * What people and programs may do, as the names of the realm's roles. Each includes what {@link #VIEWER} may; the realm makes
 * {@link #ENGINEER} include {@link #OPERATOR} and {@link #MAINTENANCE}, and {@link #ADMIN} all others.
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

    private Roles() {}
}
