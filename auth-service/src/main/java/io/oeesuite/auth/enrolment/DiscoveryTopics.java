package io.oeesuite.auth.enrolment;

/**
 * Where devices ask to be let in, and hear the answer.
 *
 * @param base first levels of the topics of devices that speak JSON
 */
public record DiscoveryTopics(String base) {

    /** What the device of this id publishes. */
    public String register(String id) {
        return base + "/discovery/register/" + id;
    }

    /** What it subscribes to. */
    public String response(String id) {
        return base + "/discovery/response/" + id;
    }

    /** All that devices ask. */
    String requests() {
        return register("+");
    }

    /** Who asks; of a topic that {@link #requests} matches. */
    static String asker(String topic) {
        return topic.substring(topic.lastIndexOf('/') + 1);
    }
}
