package io.oeesuite.mqttaccess;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients of one role may publish and subscribe to. A level {@code {id}} stands for the client id, {@code {name}} for the part of it after the role's
 * prefix and {@code {group}} for each group the client is in.
 *
 * @param publishes filters of topics; also for a last will
 * @param shares whether subscriptions may be shared ({@code $share/…})
 */
public record Rights(List<String> publishes, List<String> subscribes, boolean shares) {

    public Rights {
        publishes = List.copyOf(publishes);
        subscribes = List.copyOf(subscribes);
    }

    /** The policy: what every role may do. */
    public static Map<ClientRole, Rights> of(PolicySettings settings) {
        Map<ClientRole, Rights> rights = new EnumMap<>(ClientRole.class);
        for (ClientRole role : ClientRole.values()) {
            rights.put(role, of(role, settings));
        }
        return Map.copyOf(rights);
    }

    private static Rights of(ClientRole role, PolicySettings settings) {
        String base = settings.base();
        String alerts = settings.alertBase();
        return switch (role) {
            case EDGE ->
                new Rights(
                        List.of(
                                "spBv1.0/+/NBIRTH/{id}",
                                "spBv1.0/+/NDATA/{id}",
                                "spBv1.0/+/NDEATH/{id}",
                                "spBv1.0/+/DBIRTH/{id}/+",
                                "spBv1.0/+/DDATA/{id}/+",
                                "spBv1.0/+/DDEATH/{id}/+"),
                        settings.edgeSubscriptions()
                                ? List.of("spBv1.0/+/NCMD/{id}/#", "spBv1.0/+/DCMD/{id}/#", "spBv1.0/STATE/#")
                                : List.of(),
                        false);
            case ANALYTICS -> new Rights(List.of(), List.of("spBv1.0/#", base + "/#"), true);
            case SCADA ->
                new Rights(
                        List.of(
                                "spBv1.0/+/NCMD/+",
                                "spBv1.0/+/DCMD/+/+",
                                "spBv1.0/STATE/{name}",
                                base + "/devices/+/commands/#",
                                base + "/devices/+/config",
                                base + "/fleet/#"),
                        List.of("spBv1.0/#", base + "/#", alerts + "/#"),
                        false);
            case DASHBOARD ->
                new Rights(
                        List.of(),
                        List.of(
                                "spBv1.0/+/NBIRTH/#",
                                "spBv1.0/+/NDATA/#",
                                "spBv1.0/+/DBIRTH/#",
                                "spBv1.0/+/DDATA/#",
                                base + "/devices/+/telemetry/#",
                                base + "/system/alerts",
                                alerts + "/#"),
                        false);
            case ALERT -> new Rights(List.of(alerts + "/#", base + "/system/alerts"), List.of(), false);
            case AUTH -> new Rights(List.of(base + "/discovery/#"), List.of(base + "/discovery/#"), false);
            case ADMIN -> new Rights(List.of("#"), List.of("#", "$SYS/#"), true);
            case DEVICE ->
                new Rights(
                        List.of(
                                base + "/devices/{id}/telemetry/#",
                                base + "/devices/{id}/status/#",
                                base + "/discovery/register/{id}"),
                        List.of(
                                base + "/devices/{id}/commands/#",
                                base + "/devices/{id}/config",
                                base + "/discovery/response/{id}",
                                base + "/fleet/commands/{group}"),
                        false);
        };
    }
}
