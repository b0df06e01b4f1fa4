package io.oeesuite.mqttaccess;

import java.util.List;

/**
 * What the clients of one role may publish and subscribe to. In a filter {@code {id}} stands for the client id,
 * {@code {name}} for the part of it after the role's prefix, {@code {base}} for the first level of the JSON devices'
 * topics and {@code {group}} for each group the client is in.
 *
 * @param prefix of the client id; empty for the role of those without one
 * @param shares whether subscriptions may be shared ({@code $share/…})
 */
public record Role(String prefix, List<String> publishes, List<String> subscribes, boolean shares) {

    public Role {
        publishes = List.copyOf(publishes);
        subscribes = List.copyOf(subscribes);
    }

    private Role(String prefix, List<String> publishes, List<String> subscribes) {
        this(prefix, publishes, subscribes, false);
    }

    /** A machine's gateway: its own Sparkplug data out, its own commands and the hosts' states in. */
    public static final Role EDGE = new Role(
            "edge_",
            List.of(
                    "spBv1.0/+/NBIRTH/{id}",
                    "spBv1.0/+/NDATA/{id}",
                    "spBv1.0/+/NDEATH/{id}",
                    "spBv1.0/+/DBIRTH/{id}/+",
                    "spBv1.0/+/DDATA/{id}/+",
                    "spBv1.0/+/DDEATH/{id}/+"),
            List.of("spBv1.0/+/NCMD/{id}/#", "spBv1.0/+/DCMD/{id}/#", "spBv1.0/STATE/#"));

    /** Listens to everything a plant says, says nothing. */
    public static final Role ANALYTICS = new Role("analytics_", List.of(), List.of("spBv1.0/#", "{base}/#"), true);

    /** The host application: the only one that commands. */
    public static final Role SCADA = new Role(
            "scada_",
            List.of(
                    "spBv1.0/+/NCMD/+",
                    "spBv1.0/+/DCMD/+/+",
                    "spBv1.0/STATE/{name}",
                    "{base}/devices/+/commands/#",
                    "{base}/devices/+/config",
                    "{base}/fleet/#"),
            List.of("spBv1.0/#", "{base}/#", "oee/v1/alerts/#"));

    /** Shows what is measured, and nothing else. */
    public static final Role DASHBOARD = new Role(
            "dashboard_",
            List.of(),
            List.of(
                    "spBv1.0/+/NBIRTH/#",
                    "spBv1.0/+/NDATA/#",
                    "spBv1.0/+/DBIRTH/#",
                    "spBv1.0/+/DDATA/#",
                    "{base}/devices/+/telemetry/#",
                    "{base}/system/alerts",
                    "oee/v1/alerts/#"));

    /** Raises alerts. */
    public static final Role ALERT = new Role("alert_", List.of("oee/v1/alerts/#", "{base}/system/alerts"), List.of());

    /** Answers devices that ask to be let in. */
    public static final Role AUTH = new Role("auth_", List.of("{base}/discovery/#"), List.of("{base}/discovery/#"));

    /** People who repair things. */
    public static final Role ADMIN = new Role("admin_", List.of("#"), List.of("#", "$SYS/#"), true);

    /** A device that speaks JSON and has a certificate: its own corner. */
    public static final Role DEVICE = new Role(
            "",
            List.of(
                    "{base}/devices/{id}/telemetry/#",
                    "{base}/devices/{id}/status/#",
                    "{base}/discovery/register/{id}"),
            List.of(
                    "{base}/devices/{id}/commands/#",
                    "{base}/devices/{id}/config",
                    "{base}/discovery/response/{id}",
                    "{base}/fleet/commands/{group}"));

    /** All of them; the one without a prefix is the last. */
    public static final List<Role> ALL = List.of(EDGE, ANALYTICS, SCADA, DASHBOARD, ALERT, AUTH, ADMIN, DEVICE);
}
