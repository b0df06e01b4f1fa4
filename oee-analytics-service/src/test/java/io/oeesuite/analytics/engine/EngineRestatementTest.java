package io.oeesuite.analytics.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.contracts.ChangeCause;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.Flag;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.MetricNames;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Window;

import static io.oeesuite.analytics.engine.PressEvents.birth;
import static io.oeesuite.analytics.engine.PressEvents.data;
import static io.oeesuite.analytics.engine.PressEvents.death;
import static io.oeesuite.analytics.engine.PressEvents.defects;
import static io.oeesuite.analytics.engine.PressEvents.designSpeed;
import static io.oeesuite.analytics.engine.PressEvents.historical;
import static io.oeesuite.analytics.engine.PressEvents.metric;
import static io.oeesuite.analytics.engine.PressEvents.ms;
import static io.oeesuite.analytics.engine.PressEvents.reason;
import static io.oeesuite.analytics.engine.PressEvents.state;
import static io.oeesuite.analytics.engine.PressEvents.total;
import static org.assertj.core.api.Assertions.assertThat;

class EngineRestatementTest {
    private static final long MINUTE_MS = 60_000;
    private static final long APPENDED = ms("18:00");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private EngineBench bench;

    @BeforeEach
    void open() {
        bench = new EngineBench(folder.resolve("state"), APPENDED);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aBirthAndSomeDataBecomeALedger() {
        tell(bench, morning());

        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_RUN, ms("08:00"), ms("10:00")))
                .isEqualTo(90 * MINUTE_MS);
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN, ms("08:00"), ms("10:00")))
                .isEqualTo(30 * MINUTE_MS);
        assertThat(bench.counts().stream().mapToLong(CountSlot::getTotal).sum()).isEqualTo(900);
        assertThat(bench.counts().stream().mapToLong(CountSlot::getReject).sum())
                .isEqualTo(90);
    }

    @Test
    void anyOrderAndAnyDuplicatesOfTheMessagesGiveTheSameLedger() {
        tell(bench, morning());
        List<LedgerInterval> intervals = bench.intervals();
        List<CountSlot> counts = bench.counts();
        for (int seed = 0; seed < 6; seed++) {
            List<MachineEvent> events = new ArrayList<>(morning());
            events.addAll(morning().subList(1, 4));
            Collections.shuffle(events, new Random(seed));
            try (var other = new EngineBench(folder.resolve("state" + seed), APPENDED)) {
                tell(other, events);

                assertThat(other.intervals()).as("seed %d", seed).isEqualTo(intervals);
                assertThat(other.counts()).as("seed %d", seed).isEqualTo(counts);
            }
        }
    }

    @Test
    void historyFormsTheLedgerAndNeverMovesTheLiveState() {
        tell(bench, List.of(birth("17:00", 1, state("17:00", 4), total("17:00", 0))));
        var liveBefore = bench.live();
        tell(
                bench,
                List.of(data(
                        "17:30",
                        2,
                        historical(designSpeed("08:00", 60)),
                        historical(state("08:00", 6)),
                        historical(total("08:00", 0)),
                        historical(total("09:00", 3000)),
                        historical(state("09:00", 0)))));

        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_RUN, ms("08:00"), ms("17:00")))
                .isEqualTo(60 * MINUTE_MS);
        assertThat(bench.counts().stream().mapToLong(CountSlot::getTotal).sum()).isEqualTo(3000);
        assertThat(bench.live().getState()).isEqualTo(4);
        assertThat(bench.live().getSinceMs()).isEqualTo(liveBefore.getSinceMs());
        assertThat(hours()).anySatisfy(result -> {
            assertThat(result.getStartMs()).isEqualTo(ms("08:00"));
            assertThat(result.getTotals().getRunMs()).isEqualTo(60 * MINUTE_MS);
            assertThat(result.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_HISTORICAL);
        });
    }

    @Test
    void tellingHistoryTwiceChangesNothing() {
        tell(bench, List.of(birth("17:00", 1, state("17:00", 4))));
        var history = data("17:30", 2, historical(state("08:00", 6)), historical(state("09:00", 0)));
        tell(bench, List.of(history));
        int results = bench.rawResults().size();
        List<LedgerInterval> intervals = bench.intervals();

        tell(bench, List.of(history));

        assertThat(bench.rawResults()).hasSize(results);
        assertThat(bench.intervals()).isEqualTo(intervals);
    }

    @Test
    void aDeathIsNoDataUntilTheNextBirth() {
        tell(
                bench,
                List.of(birth("08:00", 1, state("08:00", 6)), data("08:10", 2, total("08:10", 5)), death("08:30", 3)));
        assertThat(bench.live().getOnline()).isFalse();
        assertThat(bench.live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_NO_DATA);

        tell(bench, List.of(birth("08:50", 4, state("08:50", 6))));

        assertThat(bench.live().getOnline()).isTrue();
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_NO_DATA, ms("08:00"), ms("09:00")))
                .isEqualTo(20 * MINUTE_MS);
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_RUN, ms("08:00"), ms("09:00")))
                .isEqualTo(40 * MINUTE_MS);
    }

    @Test
    void aDeathThatTheHostSaysAfterABirthEndsItWhateverTheRawMessageItFollowsFrom() {
        tell(bench, List.of(birth("08:00", 6, state("08:00", 6)), death("08:30", 5)));

        assertThat(bench.live().getOnline()).isFalse();
        assertThat(bench.intervals().getLast().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_NO_DATA);
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_NO_DATA, ms("08:00"), ms("09:00")))
                .isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void aDeviceWithoutASessionIsBackWithWhatItSaysNext() {
        tell(
                bench,
                List.of(
                        withoutSession(data("08:00", 1, state("08:00", 6))),
                        withoutSession(death("08:30", 2)),
                        withoutSession(data("08:29", 3, total("08:29", 7)))));
        assertThat(bench.live().getOnline()).as("it said so before it went").isFalse();

        tell(bench, List.of(withoutSession(data("08:45", 4))));

        assertThat(bench.live().getOnline()).isTrue();
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_NO_DATA, ms("08:00"), ms("09:00")))
                .isEqualTo(15 * MINUTE_MS);
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_RUN, ms("08:00"), ms("09:00")))
                .isEqualTo(45 * MINUTE_MS);
    }

    @Test
    void aModelRestatesWhatItTouches() {
        tell(bench, morning());

        bench.model(MachineModel.newBuilder()
                .setEquipment("P/line/press")
                .putReasonBuckets("7", LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN)
                .build());
        bench.silence(SOON);
        bench.silence(SOON);

        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN, ms("08:00"), ms("10:00")))
                .isEqualTo(30 * MINUTE_MS);
        OeeResult nine = hours().stream()
                .filter(result -> result.getStartMs() == ms("09:00"))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(nine.getVersion()).isGreaterThan(1);
        assertThat(nine.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_MODEL);
        assertThat(nine.getTotals().getPlannedDownMs()).isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void aQuietMinuteIsDecidedByATick() {
        bench.send(birth("17:59:30", 1, state("17:59:30", 6)), APPENDED);

        bench.silence(Duration.ofSeconds(70));
        bench.silence(SOON);

        assertThat(bench.results()).anySatisfy(result -> {
            assertThat(result.getWindow()).isEqualTo(Window.WINDOW_MINUTE);
            assertThat(result.getStartMs()).isEqualTo(ms("18:00"));
            assertThat(result.getTotals().getRunMs()).isEqualTo(MINUTE_MS);
            assertThat(result.getVersion()).isEqualTo(1);
            assertThat(result.getComplete()).isTrue();
        });
        assertThat(bench.ticks()).isNotEmpty();
    }

    @Test
    void aStopOutgrowsTheThresholdWithoutAnyFurtherEvent() {
        bench.send(birth("17:59:30", 1, state("17:59:30", 6)), APPENDED);
        bench.send(data("18:00", 2, state("18:00", 9)), APPENDED);
        bench.silence(Duration.ofSeconds(90));
        assertThat(bench.live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_MINOR_STOP);

        bench.silence(Duration.ofSeconds(50));
        bench.silence(SOON);

        assertThat(bench.live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN);
        assertThat(bench.intervals().getLast().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN);
        OeeResult firstMinute = bench.results().stream()
                .filter(result -> result.getWindow() == Window.WINDOW_MINUTE && result.getStartMs() == ms("18:00"))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(firstMinute.getVersion()).isEqualTo(2);
        assertThat(firstMinute.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_STOP_OUTGREW);
        assertThat(firstMinute.getTotals().getUnplannedDownMs()).isEqualTo(MINUTE_MS);
    }

    @Test
    void aReplayOfTheLogGivesTheSameResultsByteForByte() {
        long append = APPENDED;
        List<MachineEvent> events = new ArrayList<>(morning());
        Collections.shuffle(events, new Random(3));
        List<Long> appended = new ArrayList<>();
        for (MachineEvent event : events) {
            bench.send(event, append);
            appended.add(append);
            append += 20_000;
        }
        bench.silence(Duration.ofSeconds(20L * events.size() + 90));
        bench.silence(SOON);
        List<TestRecord<byte[], byte[]>> ticks = bench.ticks();
        assertThat(ticks).isNotEmpty();

        try (var replayed = new EngineBench(folder.resolve("replay"), APPENDED + 1_000_000_000L)) {
            for (int i = 0; i < events.size(); i++) {
                replayed.send(events.get(i), appended.get(i));
            }
            ticks.forEach(replayed::send);

            assertThat(replayed.rawResults().stream().map(EngineRestatementTest::hex))
                    .containsExactlyElementsOf(bench.rawResults().stream()
                            .map(EngineRestatementTest::hex)
                            .toList());
        }
        assertThat(bench.rawResults()).isNotEmpty();
    }

    @Test
    void aReplayDecidesByTheModelThatHeldWhenTheLogWasWritten() {
        MachineModel model = MachineModel.newBuilder()
                .setEquipment("P/line/press")
                .putIdealCycleMs("", 500)
                .build();
        long step = 20_000;
        long set = APPENDED + 3 * step + 7_000;
        List<MachineEvent> events = running();
        for (int i = 0; i < events.size(); i++) {
            if (i == 4) {
                bench.model(model, set);
            }
            bench.send(events.get(i), APPENDED + i * step);
        }
        bench.silence(Duration.ofMillis(events.size() * step + 90_000));
        bench.silence(SOON);
        List<TestRecord<byte[], byte[]>> ticks = bench.ticks();
        assertThat(bench.results())
                .anySatisfy(result -> assertThat(result.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_MODEL))
                .anySatisfy(result -> assertThat(result.getCause()).isEqualTo(ChangeCause.CHANGE_CAUSE_LIVE));

        try (var replayed = new EngineBench(folder.resolve("replay"), APPENDED + 1_000_000_000L)) {
            replayed.model(model, set);
            for (int i = 0; i < events.size(); i++) {
                replayed.send(events.get(i), APPENDED + i * step);
            }
            ticks.forEach(replayed::send);

            assertThat(written(replayed)).containsExactlyElementsOf(written(bench));
        }
    }

    @Test
    void itIsAllTheSameWhetherEventsOrTicksMoveTheClock() {
        long step = 20_000;
        List<MachineEvent> events = running();
        for (int i = 0; i < events.size(); i++) {
            bench.send(events.get(i), APPENDED + i * step);
        }

        try (var ticking = new EngineBench(folder.resolve("ticking"), APPENDED)) {
            for (int i = 0; i < events.size(); i++) {
                ticking.tick(APPENDED + i * step - 1);
                ticking.send(events.get(i), APPENDED + i * step);
            }

            assertThat(written(ticking))
                    .containsExactlyElementsOf(written(bench))
                    .isNotEmpty();
        }
    }

    @Test
    void aModelThatBeginsInTheFutureLeavesTheNamesOfTodayAlone() {
        bench.model(MachineModel.newBuilder()
                .setEquipment("P/line/press")
                .setValidFromMs(ms("09:00"))
                .setMetricNames(MetricNames.newBuilder().setState("Line/State"))
                .build());
        tell(
                bench,
                List.of(
                        birth("08:00", 1, state("08:00", 6)),
                        data("08:30", 2, state("08:30", 9)),
                        data(
                                "09:30",
                                3,
                                metric("Line/State", 3, "09:30").setIntValue(6).build()),
                        data("09:40", 4, state("09:40", 9))));

        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_RUN, ms("08:00"), ms("10:00")))
                .isEqualTo(60 * MINUTE_MS);
        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN, ms("08:00"), ms("10:00")))
                .isEqualTo(60 * MINUTE_MS);
    }

    @Test
    void aModelThatMakesNoSenseLeavesTheOthersInForce() {
        var good = MachineModel.newBuilder()
                .setEquipment("P/line/press")
                .putReasonBuckets("7", LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN);
        bench.model(good.build());
        bench.model(good.clone()
                .setValidFromMs(ms("09:00"))
                .setMinorStopThresholdMs(Long.MAX_VALUE)
                .build());

        tell(bench, morning());

        assertThat(bench.ms(LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN, ms("08:00"), ms("10:00")))
                .isEqualTo(30 * MINUTE_MS);
    }

    @Test
    void whatCannotBeAFactEndsAsADeadLetterAndNothingElseHappens() {
        var negative =
                metric("Admin/ProdProcessedCount", 3, "08:00").setIntValue(-1).build();
        var broken = metric("Admin/ProdProcessedCount", 10, "08:00")
                .setDoubleValue(1.5)
                .build();
        var tooLate = total("08:00", 1).toBuilder()
                .setTimeMs(ms("08:00") - 91L * 86_400_000)
                .build();
        var tooEarly = total("08:00", 1).toBuilder()
                .setTimeMs(ms("18:00") + 2L * 86_400_000)
                .build();

        bench.send(data("08:00", 1, negative, broken, tooLate, tooEarly), APPENDED);

        assertThat(bench.deadLetters().stream().map(EngineRestatementTest::reasonOf))
                .containsExactly("bad-value", "too-late", "too-early");
        assertThat(bench.changes()).isEmpty();
    }

    @Test
    void aMessageIsOneDeadLetterPerReasonHoweverManyOfItsFactsAreBad() {
        MetricValue[] negative = new MetricValue[20_000];
        Arrays.fill(
                negative,
                metric("Admin/ProdProcessedCount", 3, "08:00").setIntValue(-1).build());
        bench.send(birth("08:00", 41), APPENDED);

        bench.send(data("08:00", 42, negative), APPENDED);

        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("bad-value");
            assertThat(header(letter, DeadLetterHeaders.DETAIL))
                    .contains("Admin/ProdProcessedCount", "(and 19999 more)", "oee.raw.v1 partition 0 offset 42");
            assertThat(header(letter, DeadLetterHeaders.SOURCE_TOPIC)).isEqualTo("oee.events.v1");
            assertThat(header(letter, DeadLetterHeaders.SOURCE_PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetterHeaders.SOURCE_OFFSET)).isEqualTo("1");
        });
    }

    @Test
    void aFactAheadOfItsReceiptIsFlagged() {
        tell(bench, List.of(birth("08:00", 1, state("08:00", 6)), data("18:00", 2, state("18:02", 9))));

        assertThat(bench.intervals().getLast().getFlagsList()).contains(Flag.FLAG_CLOCK_SKEW);
    }

    @Test
    void whoSaysNothingAboutProductionIsNoMachine() {
        tell(
                bench,
                List.of(
                        birth(
                                "08:00",
                                1,
                                metric("Node Control/Rebirth", 11, "08:00").build()),
                        data(
                                "08:01",
                                2,
                                metric("temperature", 10, "08:01")
                                        .setDoubleValue(20)
                                        .build()),
                        death("08:02", 3)));

        assertThat(bench.changes()).isEmpty();
        assertThat(bench.deadLetters()).isEmpty();
    }

    private static List<MachineEvent> morning() {
        return List.of(
                birth(
                        "08:00",
                        1,
                        state("08:00", 6),
                        designSpeed("08:00", 60),
                        total("08:00", 1000),
                        defects("08:00", 5)),
                data("08:30", 2, total("08:30", 1300), defects("08:30", 35)),
                data("09:00", 3, total("09:00", 1600), defects("09:00", 65)),
                data("09:15", 4, state("09:15", 9), reason("09:15", 7)),
                data("09:45", 5, state("09:45", 6), reason("09:45", 0)),
                data("10:00", 6, total("10:00", 1900), defects("10:00", 95)));
    }

    /** From 18:00 on, every 20 s. */
    private static List<MachineEvent> running() {
        List<MachineEvent> events = new ArrayList<>();
        events.add(birth("18:00", 0, state("18:00", 6), designSpeed("18:00", 60), total("18:00", 0)));
        for (int i = 1; i < 24; i++) {
            String time = "18:%02d:%02d".formatted(i / 3, i % 3 * 20);
            events.add(data(time, i, total(time, 15L * i), state(time, i % 12 > 5 ? 9 : 6)));
        }
        return events;
    }

    private static MachineEvent withoutSession(MachineEvent event) {
        return event.toBuilder().clearBdSeq().build();
    }

    private static List<String> written(EngineBench bench) {
        return bench.rawResults().stream().map(EngineRestatementTest::hex).toList();
    }

    /** All appended at once, then some silence, in which late facts are worked in. */
    private static void tell(EngineBench bench, List<MachineEvent> events) {
        events.forEach(event -> bench.send(event, APPENDED));
        bench.silence(SOON);
        bench.silence(SOON);
    }

    private List<OeeResult> hours() {
        return bench.results().stream()
                .filter(result -> result.getWindow() == Window.WINDOW_HOUR)
                .toList();
    }

    private static String hex(TestRecord<byte[], byte[]> written) {
        return new String(written.key(), StandardCharsets.UTF_8) + "="
                + HexFormat.of().formatHex(written.value());
    }

    private static String reasonOf(TestRecord<byte[], byte[]> deadLetter) {
        return header(deadLetter, DeadLetterHeaders.REASON);
    }

    private static String header(TestRecord<byte[], byte[]> deadLetter, String name) {
        return new String(deadLetter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
