package io.oeesuite.auth.broker;

import io.oeesuite.auth.enrolment.DiscoveryTopics;

/**
 * What a session may do that shows a token of enrolment and nothing else. Both topics are plain: nothing in them needs an escape in JSON.
 *
 * @param publish the one topic
 * @param subscribe the one topic
 */
record Confined(String publish, String subscribe) {

    static Confined to(DiscoveryTopics topics, String id) {
        return new Confined(topics.register(id), topics.response(id));
    }

    boolean allows(String action, String topic) {
        return switch (action) {
            case "publish" -> topic.equals(publish);
            case "subscribe" -> topic.equals(subscribe);
            default -> false;
        };
    }

    /** As rules of EMQX 5.8: the first that matches decides. */
    String acl() {
        return "[" + rule("allow", "publish", publish) + "," + rule("allow", "subscribe", subscribe) + ","
                + rule("deny", "all", "#") + "]";
    }

    private static String rule(String permission, String action, String topic) {
        return "{\"permission\":\"" + permission + "\",\"action\":\"" + action + "\",\"topic\":\"" + topic + "\"}";
    }
}
