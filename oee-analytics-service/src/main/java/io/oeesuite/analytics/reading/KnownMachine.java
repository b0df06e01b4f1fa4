package io.oeesuite.analytics.reading;

import java.util.OptionalLong;

import io.oeesuite.engine.window.SiteClock;

/**
 * A machine as PostgreSQL knows it.
 *
 * @param equipment group/node[/device]
 * @param clock how its site cuts time
 * @param chargeNoData its NO_DATA counts as downtime
 * @param lastFactMs when it was last heard of, milliseconds since 1970 UTC
 */
public record KnownMachine(
        int id,
        String equipment,
        SiteClock clock,
        boolean chargeNoData,
        OptionalLong lastFactMs,
        LiveMachineState live) {

    /**
     * Where a question about this machine ends that was asked up to {@code toMs}: in the future nothing is known yet, so there it ends now
     * for a machine that is online and at its last fact for one that is not.
     */
    public long endOf(long toMs, long nowMs) {
        if (toMs <= nowMs) {
            return toMs;
        }
        return live.online() ? nowMs : Math.min(nowMs, lastFactMs.orElse(nowMs));
    }

    /** The same machine, heard of again. */
    public KnownMachine with(OptionalLong newLastFactMs, LiveMachineState newLive) {
        return new KnownMachine(id, equipment, clock, chargeNoData, newLastFactMs, newLive);
    }

    /** Edge node that speaks for this machine, group/node. */
    public String edgeNode() {
        int device = equipment.indexOf('/', equipment.indexOf('/') + 1);
        return device < 0 ? equipment : equipment.substring(0, device);
    }
}
