package io.oeesuite.mqttaccess;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a site may set.
 *
 * @param base first level or levels of the topics of devices that speak JSON
 * @param alertBase first level or levels of the alerts' topics
 * @param edgeSubscriptions whether edge nodes may listen to their commands and to the host's state; off where a site wants telemetry only
 */
public record PolicySettings(String base, String alertBase, boolean edgeSubscriptions) {

    /** {@link #base()} unless a site sets another. */
    public static final String DEFAULT_BASE = "iotflow";

    /** {@link #alertBase()} unless a site sets another. */
    public static final String DEFAULT_ALERT_BASE = "oee/v1/alerts";

    private static final String SPARKPLUG = "spBv1.0";
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    /** @throws IllegalArgumentException when a base is not made of plain levels, or one lies within another */
    public PolicySettings {
        checkLevels(base);
        checkLevels(alertBase);
        checkApart(base, alertBase);
        checkApart(base, SPARKPLUG);
        checkApart(alertBase, SPARKPLUG);
    }

    public static PolicySettings defaults() {
        return new PolicySettings(DEFAULT_BASE, DEFAULT_ALERT_BASE, true);
    }

    public PolicySettings withBase(String other) {
        return new PolicySettings(other, alertBase, edgeSubscriptions);
    }

    public PolicySettings withAlertBase(String other) {
        return new PolicySettings(base, other, edgeSubscriptions);
    }

    public PolicySettings withEdgeSubscriptions(boolean on) {
        return new PolicySettings(base, alertBase, on);
    }

    private static void checkLevels(String base) {
        for (String level : List.of(base.split("/", -1))) {
            if (!LEVEL.matcher(level).matches()) {
                throw new IllegalArgumentException("The base of topics " + base
                        + " is not made of levels of A-Z a-z 0-9 _ . -, each beginning with a letter or digit");
            }
        }
    }

    private static void checkApart(String one, String other) {
        if ((one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/")) {
            throw new IllegalArgumentException("The bases of topics " + one + " and " + other
                    + " overlap: rights to one would reach into the other");
        }
    }
}
