package io.oeesuite.mqttaccess;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a client is, by the beginning of its id; what that lets it do is in its {@link Rights}. */
public enum ClientRole {
    /** A machine's gateway. */
    EDGE("edge_"),
    /** Listens to everything a plant says, says nothing. */
    ANALYTICS("analytics_"),
    /** A host application: the only one that commands. The part of its id after the prefix is its Sparkplug host id. */
    SCADA("scada_"),
    /** Shows what is measured. */
    DASHBOARD("dashboard_"),
    /** Raises alerts. */
    ALERT("alert_"),
    /** Answers devices that ask to be let in. */
    AUTH("auth_"),
    /** People who repair things. */
    ADMIN("admin_"),
    /** A device that speaks JSON: any id without a prefix, once it is registered. */
    DEVICE("");

    private static final List<ClientRole> PREFIXED =
            Arrays.stream(values()).filter(role -> role != DEVICE).toList();

    private final String prefix;

    ClientRole(String prefix) {
        this.prefix = prefix;
    }

    /** What the ids of its clients begin with; empty for devices. */
    public String prefix() {
        return prefix;
    }

    /** Whether its clients reach more than their own machine: whoever sets up machines must not be able to make one, nor to keep one out. */
    public boolean isPrivileged() {
        return this != EDGE && this != DEVICE;
    }

    /** The roles that an id alone gives. */
    public static List<ClientRole> prefixed() {
        return PREFIXED;
    }

    /** The role whose prefix the id begins with, in upper or lower case. */
    static Optional<ClientRole> resembledBy(String id) {
        return PREFIXED.stream()
                .filter(role -> id.regionMatches(true, 0, role.prefix, 0, role.prefix.length()))
                .findFirst();
    }
}
