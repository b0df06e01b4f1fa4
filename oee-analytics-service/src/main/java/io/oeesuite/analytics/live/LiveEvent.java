package io.oeesuite.analytics.live;

/** One server-sent event, written once for all who watch. */
record LiveEvent(String name, String json) {}
