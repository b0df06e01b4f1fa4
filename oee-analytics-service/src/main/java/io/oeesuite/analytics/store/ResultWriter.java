package io.oeesuite.analytics.store;

import io.oeesuite.contracts.LedgerTotals;
import io.oeesuite.contracts.OeeResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Writes published results; a version that is there already is written again with the same content. */
final class ResultWriter {
    private static final String UPSERT = """
            INSERT INTO oee_result (machine_id, window_kind, start_ms, version, end_ms, cause, decided_ms, source_partition,
                source_offset, complete, flags, not_scheduled_ms, planned_down_ms, no_data_ms, setup_ms, unplanned_down_ms,
                minor_stop_ms, run_ms, total_count, reject_count, unrated_count, has_ideal, ideal_total_ms, ideal_good_ms,
                ideal_startup_ms)
            SELECT * FROM unnest($1::int[], $2::smallint[], $3::bigint[], $4::int[], $5::bigint[], $6::smallint[], $7::bigint[],
                $8::int[], $9::bigint[], $10::boolean[], $11::int[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[],
                $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::boolean[],
                $23::float8[], $24::float8[], $25::float8[])
            ON CONFLICT (machine_id, window_kind, start_ms, version) DO UPDATE SET
                end_ms = excluded.end_ms, cause = excluded.cause, decided_ms = excluded.decided_ms,
                source_partition = excluded.source_partition, source_offset = excluded.source_offset,
                complete = excluded.complete, flags = excluded.flags, not_scheduled_ms = excluded.not_scheduled_ms,
                planned_down_ms = excluded.planned_down_ms, no_data_ms = excluded.no_data_ms, setup_ms = excluded.setup_ms,
                unplanned_down_ms = excluded.unplanned_down_ms, minor_stop_ms = excluded.minor_stop_ms,
                run_ms = excluded.run_ms, total_count = excluded.total_count, reject_count = excluded.reject_count,
                unrated_count = excluded.unrated_count, has_ideal = excluded.has_ideal,
                ideal_total_ms = excluded.ideal_total_ms, ideal_good_ms = excluded.ideal_good_ms,
                ideal_startup_ms = excluded.ideal_startup_ms
            """;

    private final Column<Integer> machine = Column.ints();
    private final Column<Short> window = Column.shorts();
    private final Column<Long> start = Column.longs();
    private final Column<Integer> version = Column.ints();
    private final Column<Long> end = Column.longs();
    private final Column<Short> cause = Column.shorts();
    private final Column<Long> decided = Column.longs();
    private final Column<Integer> sourcePartition = Column.ints();
    private final Column<Long> sourceOffset = Column.longs();
    private final Column<Boolean> complete = Column.booleans();
    private final Column<Integer> flags = Column.ints();
    private final Column<Long> notScheduled = Column.longs();
    private final Column<Long> plannedDown = Column.longs();
    private final Column<Long> noData = Column.longs();
    private final Column<Long> setup = Column.longs();
    private final Column<Long> unplannedDown = Column.longs();
    private final Column<Long> minorStop = Column.longs();
    private final Column<Long> run = Column.longs();
    private final Column<Long> totalCount = Column.longs();
    private final Column<Long> rejectCount = Column.longs();
    private final Column<Long> unratedCount = Column.longs();
    private final Column<Boolean> hasIdeal = Column.booleans();
    private final Column<Double> idealTotal = Column.doubles();
    private final Column<Double> idealGood = Column.doubles();
    private final Column<Double> idealStartup = Column.doubles();

    void add(int machineId, OeeResult result) {
        machine.add(machineId);
        window.add((short) result.getWindowValue());
        start.add(result.getStartMs());
        version.add(result.getVersion());
        end.add(result.getEndMs());
        cause.add((short) result.getCauseValue());
        decided.add(result.getDecidedMs());
        sourcePartition.add(result.getSource().getPartition());
        sourceOffset.add(result.getSource().getOffset());
        complete.add(result.getComplete());
        flags.add(FlagBits.of(result.getFlagsList()));
        add(result.getTotals());
    }

    Uni<Void> write(SqlConnection connection) {
        if (machine.size() == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(UPSERT)
                .execute(Column.parameters(
                        machine,
                        window,
                        start,
                        version,
                        end,
                        cause,
                        decided,
                        sourcePartition,
                        sourceOffset,
                        complete,
                        flags,
                        notScheduled,
                        plannedDown,
                        noData,
                        setup,
                        unplannedDown,
                        minorStop,
                        run,
                        totalCount,
                        rejectCount,
                        unratedCount,
                        hasIdeal,
                        idealTotal,
                        idealGood,
                        idealStartup))
                .replaceWithVoid();
    }

    private void add(LedgerTotals totals) {
        notScheduled.add(totals.getNotScheduledMs());
        plannedDown.add(totals.getPlannedDownMs());
        noData.add(totals.getNoDataMs());
        setup.add(totals.getSetupMs());
        unplannedDown.add(totals.getUnplannedDownMs());
        minorStop.add(totals.getMinorStopMs());
        run.add(totals.getRunMs());
        totalCount.add(totals.getTotalCount());
        rejectCount.add(totals.getRejectCount());
        unratedCount.add(totals.getUnratedCount());
        hasIdeal.add(totals.getHasIdeal());
        idealTotal.add(totals.getIdealTotalMs());
        idealGood.add(totals.getIdealGoodMs());
        idealStartup.add(totals.getIdealStartupMs());
    }
}
