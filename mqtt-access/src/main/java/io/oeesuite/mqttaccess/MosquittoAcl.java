package io.oeesuite.mqttaccess;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The policy as {@code acl_file} of Mosquitto 2, which knows users and no prefixes: an entry for every client. Its {@code pattern} lines with {@code %u} hold for all users
 * alike, so that a device's own topics would be every edge node's too; there are none.
 */
public final class MosquittoAcl {

    private final Map<ClientRole, Rights> rights;

    public MosquittoAcl(PolicySettings settings) {
        rights = Rights.of(settings);
    }

    /**
     * The text of the file, which gives nothing to anybody it does not name.
     *
     * @throws IllegalArgumentException when an id is unusable, or a device is not registered
     */
    public String text(Collection<ClientAccess> clients) {
        StringBuilder text = new StringBuilder("""
                # Who may say and hear what, for Mosquitto 2: made by ./oee policy mosquitto, not to be edited.
                # The listeners need use_identity_as_username true and use_username_as_clientid true.
                """);
        clients.stream()
                .distinct()
                .sorted(Comparator.comparing(client -> client.id().text()))
                .forEach(client -> text.append(entry(client)));
        return text.toString();
    }

    private String entry(ClientAccess client) {
        return switch (client.id()) {
            case ClientId.Unusable(String id, String flaw) ->
                throw new IllegalArgumentException("No client may be called " + id + ": " + flaw);
            case ClientId.OfDevice(String id) -> {
                if (!client.registered()) {
                    throw new IllegalArgumentException("The device " + id + " is not registered");
                }
                yield entry(client, ClientRole.DEVICE, "");
            }
            case ClientId.OfRole(String _, ClientRole role, String name) -> entry(client, role, name);
        };
    }

    private String entry(ClientAccess client, ClientRole role, String name) {
        Rights its = rights.get(role);
        StringBuilder entry =
                new StringBuilder("\nuser ").append(client.id().text()).append('\n');
        lines(entry, "write", its.publishes(), client, name);
        lines(entry, "read", its.subscribes(), client, name);
        return entry.toString();
    }

    private static void lines(
            StringBuilder entry, String access, List<String> rights, ClientAccess client, String name) {
        rights.stream()
                .flatMap(right -> filled(right, client, name))
                .forEach(topic -> entry.append("topic ")
                        .append(access)
                        .append(' ')
                        .append(topic)
                        .append('\n'));
    }

    private static Stream<String> filled(String right, ClientAccess client, String name) {
        String filled = right.replace(TopicRight.ID, client.id().text()).replace(TopicRight.NAME, name);
        return filled.contains(TopicRight.GROUP)
                ? client.groups().stream().sorted().map(group -> filled.replace(TopicRight.GROUP, group))
                : Stream.of(filled);
    }
}
