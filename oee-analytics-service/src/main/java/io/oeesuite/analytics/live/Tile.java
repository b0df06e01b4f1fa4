package io.oeesuite.analytics.live;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.analytics.reading.FlagNames;
import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.LiveMachineState;
import io.oeesuite.analytics.reading.RollUp;
import io.oeesuite.analytics.reading.StateNames;
import io.oeesuite.analytics.store.FlagBits;
import io.oeesuite.contracts.Flag;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a machine does now, and how its production day has gone so far.
 *
 * @param since when this state began
 * @param state PackML state number, null when never reported
 * @param speed items per minute
 * @param designSpeed items per minute
 * @param lastEvent time of the last live fact
 * @param dataAgeMs how long ago that was
 * @param timeZone in which its production day is cut
 * @param period the production day so far; the ratios and counts are of it
 * @param completeness of its edge node: share of the messages that came through, 0..1; null when nothing has been compared lately
 */
@Schema(name = "Tile")
@RegisterForReflection
record Tile(
        String equipment,
        boolean online,
        Instant since,
        Integer state,
        String stateName,
        String bucket,
        Integer mode,
        String reason,
        String product,
        String order,
        Double speed,
        Double designSpeed,
        Instant lastEvent,
        Long dataAgeMs,
        String timeZone,
        TilePeriod period,
        Double availability,
        Double performance,
        Double quality,
        Double oee,
        long totalCount,
        long goodCount,
        long rejectCount,
        Double completeness,
        List<String> flags) {

    /** When the production day began and how far it has come. */
    @RegisterForReflection
    record TilePeriod(Instant from, Instant to) {}

    static Tile of(MachineDay day, OptionalDouble completeness, long nowMs) {
        KnownMachine machine = day.machine();
        LiveMachineState live = machine.live();
        RollUp soFar = day.soFar(nowMs);
        return new Tile(
                machine.equipment(),
                live.online(),
                instant(live.sinceMs()),
                live.state().isPresent() ? live.state().getAsInt() : null,
                StateNames.of(live.state()),
                live.bucketAt(nowMs).name(),
                live.mode().isPresent() ? live.mode().getAsInt() : null,
                live.reason(),
                live.product(),
                live.order(),
                finite(live.speed()),
                finite(live.designSpeed()),
                instant(live.lastEventMs()),
                live.lastEventMs().isPresent()
                        ? Math.max(0, nowMs - live.lastEventMs().getAsLong())
                        : null,
                machine.clock().zone().getId(),
                new TilePeriod(
                        Instant.ofEpochMilli(soFar.period().fromMs()),
                        Instant.ofEpochMilli(soFar.period().toMs())),
                finite(soFar.kpis().availability()),
                finite(soFar.kpis().performance()),
                finite(soFar.kpis().quality()),
                finite(soFar.kpis().oee()),
                soFar.totals().totalCount(),
                soFar.totals().goodCount(),
                soFar.totals().rejectCount(),
                finite(completeness),
                flags(live, soFar));
    }

    private static List<String> flags(LiveMachineState live, RollUp soFar) {
        Set<Flag> flags = new LinkedHashSet<>(soFar.flags());
        flags.addAll(FlagBits.flags(live.flags()));
        return FlagNames.of(flags);
    }

    private static Instant instant(OptionalLong ms) {
        return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()) : null;
    }

    /** JSON has no infinity. */
    private static Double finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
    }
}
