package io.oeesuite.mqttaccess;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * May this client publish here, may it listen there? The {@link Role roles} say, by the beginning of the client id; what
 * no role allows is denied.
 */
public final class RolePolicy {

    /** An id becomes a level of a topic: one with a wildcard or a slash in it would reach into others' topics. */
    private static final Pattern PLAIN_ID = Pattern.compile("[^/+#$\\s\\p{Cntrl}]+");

    private static final Pattern SHARED = Pattern.compile("\\$share/[^/+#]+/(.+)");

    private final String base;
    private final Function<String, Set<String>> groups;

    /**
     * @param base first level of the JSON devices' topics
     * @param groups of a JSON device, by its id
     */
    public RolePolicy(String base, Function<String, Set<String>> groups) {
        this.base = base;
        this.groups = groups;
    }

    /** Whether the client may publish to the topic, also as its last will. */
    public boolean mayPublish(String clientId, String topic) {
        return isAllowed(clientId, Role::publishes, topic);
    }

    /**
     * Whether the client may hear all that the filter matches. A shared subscription counts as what it shares, for the roles that may share: whoever joins
     * a share takes messages from its other members.
     */
    public boolean maySubscribe(String clientId, String filter) {
        var shared = SHARED.matcher(filter);
        if (!shared.matches()) {
            return isAllowed(clientId, Role::subscribes, filter);
        }
        return role(clientId).filter(Role::shares).isPresent()
                && isAllowed(clientId, Role::subscribes, shared.group(1));
    }

    private boolean isAllowed(String clientId, Function<Role, List<String>> side, String wanted) {
        TopicFilter filter = TopicFilter.of(wanted);
        return role(clientId).stream()
                .flatMap(role -> side.apply(role).stream().flatMap(rule -> fill(rule, clientId, role)))
                .anyMatch(allowed -> TopicFilter.of(allowed).covers(filter));
    }

    private static Optional<Role> role(String clientId) {
        if (!PLAIN_ID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        return Role.ALL.stream()
                .filter(role -> clientId.startsWith(role.prefix()))
                .findFirst()
                .filter(role -> clientId.length() > role.prefix().length());
    }

    private Stream<String> fill(String rule, String clientId, Role role) {
        String filled = rule.replace("{base}", base)
                .replace("{id}", clientId)
                .replace("{name}", clientId.substring(role.prefix().length()));
        if (!filled.contains("{group}")) {
            return Stream.of(filled);
        }
        return groups.apply(clientId).stream().map(group -> filled.replace("{group}", group));
    }
}
