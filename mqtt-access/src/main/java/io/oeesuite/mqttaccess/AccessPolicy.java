package io.oeesuite.mqttaccess;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.oeesuite.mqttaccess.Decision.Denied;
import io.oeesuite.mqttaccess.Decision.Reason;

/**
 * May this client publish here, may it listen there? The {@link Rights} of its role say; what no right covers is denied. Safe for use by many threads.
 */
public final class AccessPolicy {

    private record Rules(List<TopicRight> publishes, List<TopicRight> subscribes, boolean shares) {

        static Rules of(Rights rights) {
            return new Rules(compile(rights.publishes()), compile(rights.subscribes()), rights.shares());
        }

        private static List<TopicRight> compile(List<String> filters) {
            return filters.stream().map(TopicRight::new).toList();
        }
    }

    private final Map<ClientRole, Rules> rules = new EnumMap<>(ClientRole.class);

    public AccessPolicy(PolicySettings settings) {
        this(Rights.of(settings));
    }

    AccessPolicy(Map<ClientRole, Rights> rights) {
        rights.forEach((role, its) -> rules.put(role, Rules.of(its)));
    }

    /** Whether the client may publish to the topic, also as its last will. */
    public Decision publish(ClientAccess client, String topic) {
        return switch (client.id()) {
            case ClientId.Unusable(String _, String flaw) -> new Denied(Reason.UNUSABLE_CLIENT_ID, flaw);
            case ClientId.OfDevice(String _) ->
                client.registered() ? publish(client, ClientRole.DEVICE, topic) : notRegistered();
            case ClientId.OfRole(String _, ClientRole role, String _) -> publish(client, role, topic);
        };
    }

    /**
     * Whether the client may hear all that the filter matches. A shared subscription counts as what it shares, for the roles that may share: whoever joins
     * a share takes messages from its other members.
     */
    public Decision subscribe(ClientAccess client, String filter) {
        return switch (client.id()) {
            case ClientId.Unusable(String _, String flaw) -> new Denied(Reason.UNUSABLE_CLIENT_ID, flaw);
            case ClientId.OfDevice(String _) ->
                client.registered() ? subscribe(client, ClientRole.DEVICE, filter) : notRegistered();
            case ClientId.OfRole(String _, ClientRole role, String _) -> subscribe(client, role, filter);
        };
    }

    private Decision publish(ClientAccess client, ClientRole role, String topic) {
        try {
            return decide(client, role, "publish", rules.get(role).publishes(), TopicFilter.ofTopic(topic));
        } catch (MalformedTopicException malformed) {
            return new Denied(Reason.MALFORMED_TOPIC, malformed.getMessage());
        }
    }

    private Decision subscribe(ClientAccess client, ClientRole role, String filter) {
        try {
            Subscription subscription = Subscription.of(filter);
            if (subscription.group().isPresent() && !rules.get(role).shares()) {
                return new Denied(Reason.MAY_NOT_SHARE, "the role " + role + " may not share subscriptions");
            }
            return decide(client, role, "subscribe", rules.get(role).subscribes(), subscription.filter());
        } catch (MalformedTopicException malformed) {
            return new Denied(Reason.MALFORMED_TOPIC, malformed.getMessage());
        }
    }

    private static Decision decide(
            ClientAccess client, ClientRole role, String action, List<TopicRight> rights, TopicFilter wanted) {
        for (TopicRight right : rights) {
            if (right.covers(wanted, client)) {
                return Decision.ALLOWED;
            }
        }
        return new Denied(Reason.NO_RIGHT, "the role " + role + " has no right to " + action + " there");
    }

    private static Denied notRegistered() {
        return new Denied(Reason.NOT_REGISTERED, "no device of this name is registered");
    }
}
