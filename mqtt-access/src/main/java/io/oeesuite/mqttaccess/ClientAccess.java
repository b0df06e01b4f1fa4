package io.oeesuite.mqttaccess;

import java.util.Set;

/**
 * A client whose identity has been proven, and what is on record about it.
 *
 * @param registered whether it is on record; counts for devices only, as the others have their role by their id
 * @param groups of a registered device
 */
public record ClientAccess(ClientId id, boolean registered, Set<String> groups) {

    public ClientAccess {
        groups = Set.copyOf(groups);
        for (String group : groups) {
            if (!PlainName.isPlain(group)) {
                throw new IllegalArgumentException("The group " + group + " is not " + PlainName.RULE);
            }
        }
    }

    /** A client that is on no record: what it may do is what its id says. */
    public static ClientAccess of(String id) {
        return new ClientAccess(ClientId.of(id), false, Set.of());
    }

    /** A registered device. With the id of a role it is still a client of that role. */
    public static ClientAccess device(String id, Set<String> groups) {
        return new ClientAccess(ClientId.of(id), true, groups);
    }
}
