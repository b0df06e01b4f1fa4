package io.oeesuite.mqttaccess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The policy as {@code acl.conf} of EMQX 5.8: decides about every client of a role and about a device's own topics; about devices' groups and all else it says nothing, so that the
 * next source, auth-service over HTTP, is asked.
 *
 * <p>EMQX compares a subscription's filter with a rule's level by level as if it were a topic, so that a {@code +} of the rule takes a {@code #} of the subscription: a right to
 * subscribe that ends in {@code +} or {@code +/#} would give more than it says, and is not rendered. Expressions match anywhere in an id unless they are anchored.
 */
public final class EmqxAcl {

    /** The attribute that EMQX must make of a host application's client id: its host id. */
    static final String HOST_ATTRIBUTE = "sparkplug_host";

    private static final String REST_OF_NAME = "[A-Za-z0-9_.:@-]+\\z";

    private final Map<ClientRole, Rights> rights;

    public EmqxAcl(PolicySettings settings) {
        this(Rights.of(settings));
    }

    EmqxAcl(Map<ClientRole, Rights> rights) {
        this.rights = Map.copyOf(rights);
    }

    /**
     * The text of the file.
     *
     * @param hosts client ids of host applications whose STATE topic is written out; the others' needs the client attribute {@value #HOST_ATTRIBUTE}
     * @throws IllegalArgumentException when one is not the id of a host application
     */
    public String text(Collection<String> hosts) {
        StringBuilder text = new StringBuilder("""
                %% Who may say and hear what, for EMQX 5.8: made by ./oee policy emqx, not to be edited.
                %% Goes before the HTTP source of auth-service; needs no_match = deny.

                %% Ids nobody may have.
                """);
        text.append(rule("deny", matching("^(?!" + PlainName.EXPRESSION + "\\z)"), "all", List.of("#", "$SYS/#")));
        ClientRole.prefixed().forEach(role -> append(text, role, hosts));
        text.append("\n%% What no role allows, and ids that only look like a role's.\n");
        text.append(rule("deny", matching("^(?i:" + prefixes() + ")"), "all", List.of("#", "$SYS/#")));
        text.append(
                "\n%% A device's own topics: authentication lets only registered ones in. Its groups are the next source's.\n");
        Rights device = rights.get(ClientRole.DEVICE);
        text.append(
                rules("all", ClientRole.DEVICE, withoutGroups(device.publishes()), withoutGroups(device.subscribes())));
        return text.toString();
    }

    private void append(StringBuilder text, ClientRole role, Collection<String> hosts) {
        Rights its = rights.get(role);
        text.append("\n%% ").append(role.prefix()).append("*\n");
        if (role == ClientRole.SCADA) {
            hosts.forEach(host -> text.append(stateOf(host, its)));
        }
        text.append(rules(matching("^" + role.prefix() + REST_OF_NAME), role, its.publishes(), its.subscribes()));
    }

    private static String stateOf(String host, Rights rights) {
        if (!(ClientId.of(host) instanceof ClientId.OfRole(String _, ClientRole role, String name))
                || role != ClientRole.SCADA) {
            throw new IllegalArgumentException(
                    host + " is not the client id of a host application: " + ClientRole.SCADA.prefix() + "…");
        }
        List<String> own = rights.publishes().stream()
                .filter(right -> right.contains(TopicRight.NAME))
                .map(right -> right.replace(TopicRight.NAME, name))
                .toList();
        return rule("allow", "{clientid, " + quoted(host) + "}", "publish", own);
    }

    private static String rules(String who, ClientRole role, List<String> publishes, List<String> subscribes) {
        subscribes.forEach(right -> checkSafe(role, right));
        return rule("allow", who, "publish", placeholders(publishes))
                + rule("allow", who, "subscribe", placeholders(subscribes));
    }

    private static void checkSafe(ClientRole role, String right) {
        if (right.endsWith("/+") || right.equals("+") || right.endsWith("+/#")) {
            throw new IllegalStateException("EMQX would give clients of the role " + role + " more than " + right
                    + ": a # passes for its last +");
        }
    }

    private static List<String> withoutGroups(List<String> rights) {
        return rights.stream()
                .filter(right -> !right.contains(TopicRight.GROUP))
                .toList();
    }

    private static List<String> placeholders(List<String> rights) {
        return rights.stream()
                .map(right -> right.replace(TopicRight.ID, "${clientid}")
                        .replace(TopicRight.NAME, "${client_attrs." + HOST_ATTRIBUTE + "}"))
                .toList();
    }

    private static String prefixes() {
        return ClientRole.prefixed().stream().map(ClientRole::prefix).collect(Collectors.joining("|"));
    }

    private static String matching(String expression) {
        return "{clientid, {re, " + quoted(expression) + "}}";
    }

    private static String rule(String permission, String who, String action, List<String> topics) {
        if (topics.isEmpty()) {
            return "";
        }
        List<String> quoted = new ArrayList<>(topics);
        quoted.replaceAll(EmqxAcl::quoted);
        return "{%s, %s, %s, [%s]}.%n".formatted(permission, who, action, String.join(", ", quoted));
    }

    /** As a string of Erlang. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
