package io.oeesuite.auth.database;

import java.util.List;

/** Feeds without a database. */
public final class ChangeFeedMother {
    private ChangeFeedMother() {}

    /** One that has read nothing, as while PostgreSQL does not answer at the start. */
    public static ChangeFeed unread() {
        return new ChangeFeed(null, List.of());
    }
}
