package io.oeesuite.engine.window;

/** The kinds of window for which results are kept, each tiling the time axis of a {@link SiteClock} without gap or overlap. */
public enum WindowKind {
    MINUTE,
    /** A local hour of the site. */
    HOUR,
    /** From the local time at which the site's production day begins to the same time of the next day: 23, 24 or 25 hours. */
    DAY
}
