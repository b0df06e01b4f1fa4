package io.oeesuite.mqttaccess;

/**
 * A filter of {@link Rights}, in which levels may stand for something of the client's. They are compared and never
 * parsed: whatever a client is called, its name is no wildcard.
 */
final class TopicRight {

    static final String ID = "{id}";
    static final String NAME = "{name}";
    static final String GROUP = "{group}";

    private final TopicFilter filter;

    TopicRight(String filter) {
        this.filter = TopicFilter.of(filter);
    }

    /** Whether the right includes all that the other matches. */
    boolean covers(TopicFilter other, ClientAccess client) {
        return filter.covers(other, (mine, theirs) -> means(mine, theirs, client));
    }

    private static boolean means(String mine, String theirs, ClientAccess client) {
        return switch (mine) {
            case ID -> theirs.equals(client.id().text());
            case NAME ->
                client.id() instanceof ClientId.OfRole(String _, ClientRole _, String name) && theirs.equals(name);
            case GROUP -> client.groups().contains(theirs);
            default -> mine.equals(theirs);
        };
    }
}
