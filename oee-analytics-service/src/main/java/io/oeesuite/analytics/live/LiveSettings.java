package io.oeesuite.analytics.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How live the live tiles are. */
@ConfigMapping(prefix = "oee.live")
interface LiveSettings {
    /** Least time between two tiles of one machine. */
    @WithDefault("500ms")
    Duration tick();

    /** A machine that is online gets a tile so often even when nothing happens: its figures go on with the time. */
    @WithDefault("10s")
    Duration refresh();

    /** Time between two pings. */
    @WithDefault("15s")
    Duration ping();

    /** Events, one per tick, that may wait for a slow client; one more and it is sent away, to begin with a new snapshot. */
    @WithDefault("120")
    int clientBuffer();

    /** Most clients at a time. */
    @WithDefault("500")
    int clients();
}
