package io.oeesuite.analytics.engine;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.MetricValue;

import static io.oeesuite.analytics.engine.PressEvents.data;
import static io.oeesuite.analytics.engine.PressEvents.metric;
import static io.oeesuite.analytics.engine.PressEvents.ms;
import static io.oeesuite.analytics.engine.PressEvents.state;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices without a session are missed when they fall silent. Their limit here is ten minutes. */
class EngineSilenceTest {
    private static final long MINUTE_MS = 60_000;
    private static final long GRACE_MS = 5_000;
    private static final MetricValue TEMPERATURE =
            metric("Temperature", 10, "08:15").setDoubleValue(20.5).build();

    @TempDir
    Path stateDir;

    private EngineBench bench;

    @BeforeEach
    void start() {
        bench = new EngineBench(stateDir, ms("08:00"));
        bench.model(MachineModel.newBuilder()
                .setEquipment("P/line/press")
                .setSilenceLimitMs(10 * MINUTE_MS)
                .build());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theDeviceIsNotKnownAnyMoreOnceItsLimitHasPassed() {
        tell("08:10", 1, state("08:10", 6));

        bench.tick(ms("08:20") + GRACE_MS - 1);
        assertThat(bench.live().getOnline()).isTrue();
        bench.tick(ms("08:20") + GRACE_MS);

        assertThat(bench.live().getOnline()).isFalse();
        assertThat(bench.live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_NO_DATA);
        assertThat(bench.live().getSinceMs()).isEqualTo(ms("08:20"));
        assertThat(noData("08:10", "08:30")).isEqualTo(10 * MINUTE_MS);
    }

    @Test
    void whateverItSaysIsASignOfLife() {
        tell("08:10", 1, state("08:10", 6));
        tell("08:15", 2, TEMPERATURE);
        bench.tick(ms("08:24"));
        assertThat(noData("08:10", "08:24")).isZero();

        bench.tick(ms("08:40"));
        tell("08:40", 3);
        bench.tick(ms("08:41"));

        assertThat(bench.live().getOnline()).isTrue();
        assertThat(bench.live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_RUN);
        assertThat(noData("08:10", "08:45")).isEqualTo(15 * MINUTE_MS);
    }

    @Test
    void aClockThatIsHoursBehindIsNoSilence() {
        tell("08:10", data("06:10", 1, state("06:10", 6)));
        tell("08:15", data("06:15", 2, state("06:15", 6)));
        bench.tick(ms("08:16"));

        assertThat(bench.live().getOnline()).isTrue();
        assertThat(noData("08:10", "08:16")).isZero();
    }

    private long noData(String from, String to) {
        return bench.ms(LedgerBucket.LEDGER_BUCKET_NO_DATA, ms(from), ms(to));
    }

    /** Heard as it happened. */
    private void tell(String time, long offset, MetricValue... metrics) {
        tell(time, data(time, offset, metrics));
    }

    private void tell(String receivedAt, MachineEvent event) {
        bench.send(
                event.toBuilder()
                        .clearBdSeq()
                        .setReceiveTimeMs(ms(receivedAt))
                        .setAppendTimeMs(ms(receivedAt))
                        .build(),
                ms(receivedAt));
    }
}
