package io.oeesuite.mqttaccess;

import java.util.Optional;

/**
 * What a client asks to hear.
 *
 * @param group the group of a shared subscription, {@code $share/{group}/{filter}}
 */
public record Subscription(Optional<String> group, TopicFilter filter) {

    private static final String SHARE = "$share";

    /**
     * Reads a subscription. What begins with another word of a broker's own ({@code $queue/}, {@code $exclusive/}, {@code $delayed/} of EMQX) is a filter like any other here,
     * and as such no role's.
     *
     * @throws MalformedTopicException when the filter is none, or the share has no group, a group with a wildcard, no filter, or a filter that is a share again
     */
    public static Subscription of(String text) {
        if (!text.equals(SHARE) && !text.startsWith(SHARE + "/")) {
            return new Subscription(Optional.empty(), TopicFilter.of(text));
        }
        String[] parts = text.split("/", 3);
        if (parts.length < 3 || parts[1].isEmpty()) {
            throw new MalformedTopicException("a shared subscription is $share/{group}/{filter}");
        }
        String group = parts[1];
        if (group.indexOf('+') >= 0 || group.indexOf('#') >= 0) {
            throw new MalformedTopicException("the group of a shared subscription has no wildcards");
        }
        // the whole text counts for the length, and the group has characters too
        TopicFilter.of(text);
        TopicFilter filter = TopicFilter.of(parts[2]);
        if (filter.levels().getFirst().equals(SHARE)) {
            throw new MalformedTopicException("a share is not shared again");
        }
        return new Subscription(Optional.of(group), filter);
    }
}
