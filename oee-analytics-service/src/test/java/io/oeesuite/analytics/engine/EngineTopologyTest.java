package io.oeesuite.analytics.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Window;

import static io.oeesuite.analytics.engine.EventMother.BEGIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EngineTopologyTest {
    private static final long MINUTE = 60_000;

    private final EventMother press = new EventMother();
    private final EngineDriver engine = new EngineDriver();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aMinuteIsDecidedOnceItsEndAndTheGraceHavePassedInTheLog() {
        engine.say(press.birth(BEGIN));
        engine.say(press.count(BEGIN + 30_000, 130));

        engine.tick(BEGIN + MINUTE + 4_999);
        assertThat(minutes()).isEmpty();
        engine.tick(BEGIN + MINUTE + 5_000);

        assertThat(minutes()).singleElement().satisfies(minute -> {
            assertThat(minute.getStartMs()).isEqualTo(BEGIN);
            assertThat(minute.getVersion()).isEqualTo(1);
            assertThat(minute.getComplete()).isTrue();
            assertThat(minute.getTotals().getRunMs()).isEqualTo(MINUTE);
            assertThat(minute.getTotals().getTotalCount()).isEqualTo(30);
            assertThat(minute.getTotals().getIdealTotalMs()).isEqualTo(30_000);
        });
    }

    @Test
    void aLateFactRestatesTheMinuteItTouches() {
        engine.say(press.birth(BEGIN));
        engine.tick(BEGIN + 2 * MINUTE + 5_000);

        engine.say(press.toldAt(BEGIN + 2 * MINUTE + 6_000, BEGIN + 30_000, 9, false));
        engine.say(press.toldAt(BEGIN + 2 * MINUTE + 6_000, BEGIN + 40_000, 6, false));
        engine.tick(BEGIN + 2 * MINUTE + 20_000);

        assertThat(minutes().stream().filter(minute -> minute.getStartMs() == BEGIN))
                .last()
                .satisfies(minute -> {
                    assertThat(minute.getVersion()).isEqualTo(2);
                    assertThat(minute.getTotals().getMinorStopMs()).isEqualTo(10_000);
                    assertThat(minute.getTotals().getRunMs()).isEqualTo(50_000);
                });
        assertThat(minutes().stream().filter(minute -> minute.getStartMs() == BEGIN + MINUTE))
                .as("the minute that it does not touch")
                .extracting(OeeResult::getVersion)
                .containsOnly(1);
    }

    @Test
    void theSameLogComesToTheSameRecordsByteForByte() {
        var log = List.of(
                press.birth(BEGIN),
                press.count(BEGIN + 10_000, 110),
                press.state(BEGIN + 20_000, 9),
                press.toldAt(BEGIN + 70_000, BEGIN + 15_000, 9, true),
                press.state(BEGIN + 200_000, 6),
                press.count(BEGIN + 230_000, 150),
                press.death(BEGIN + 240_000));

        play(engine, log);
        try (var again = new EngineDriver()) {
            play(again, log);

            assertThat(again.everything()).isEqualTo(engine.everything()).isNotEmpty();
        }
    }

    @Test
    void historyNeverMovesTheLiveState() {
        engine.say(press.birth(BEGIN));
        engine.say(press.toldAt(BEGIN + 1_000, BEGIN - 50_000, 9, true));
        engine.say(press.toldAt(BEGIN + 2_000, BEGIN + 1_500, 9, true));

        assertThat(live().getState()).isEqualTo(6);
        assertThat(live().getOnline()).isTrue();
    }

    @Test
    void deathEndsTheLiveState() {
        engine.say(press.birth(BEGIN));
        engine.say(press.death(BEGIN + 5_000));

        assertThat(live().getOnline()).isFalse();
        assertThat(live().getBucket()).isEqualTo(LedgerBucket.LEDGER_BUCKET_NO_DATA);
        assertThat(live().getSinceMs()).isEqualTo(BEGIN + 5_000);
    }

    @Test
    void anUnmarkedFactOlderThanTheHorizonIsADeadLetter() {
        engine.say(press.birth(BEGIN));
        engine.say(press.toldAt(BEGIN + 1_000, BEGIN - Duration.ofDays(91).toMillis(), 9, false));

        assertThat(engine.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("too-late");
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains("Status/StateCurrent", "historical");
        });
    }

    @Test
    void aCountThatIsNoCountIsADeadLetterAndTheRestOfTheMessageGoesOn() {
        engine.say(press.birth(BEGIN));
        engine.say(press.data(BEGIN + 1_000)
                .addMetrics(EventMother.number("Admin/ProdProcessedCount", -5, BEGIN + 1_000))
                .addMetrics(EventMother.number("Status/StateCurrent", 9, BEGIN + 1_000))
                .build());

        assertThat(engine.deadLetters())
                .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
                .containsExactly("bad-value");
        assertThat(live().getState()).isEqualTo(9);
    }

    @Test
    void whatIsNoEventIsADeadLetter() {
        engine.unreadable(new byte[] {-1, -1, -1}, BEGIN);

        assertThat(engine.deadLetters())
                .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
                .containsExactly("unreadable-event");
    }

    @Test
    void aQuietMachineGetsATickWhenSomethingIsDue() {
        engine.say(press.birth(BEGIN));
        assertThat(engine.ticksWritten()).isZero();

        engine.wallClockAdvances(Duration.ofSeconds(66));

        assertThat(engine.ticksWritten()).isPositive();
    }

    private static void play(EngineDriver engine, List<MachineEvent> log) {
        log.forEach(engine::say);
        Stream.of(250_000L, 310_000L, 4_000_000L).forEach(ms -> engine.tick(BEGIN + ms));
    }

    private List<OeeResult> minutes() {
        return engine.results().stream()
                .filter(result -> result.getWindow() == Window.WINDOW_MINUTE)
                .toList();
    }

    private LiveState live() {
        return engine.ledger().reversed().stream()
                .filter(change -> change.hasLive())
                .findFirst()
                .orElseThrow()
                .getLive();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
