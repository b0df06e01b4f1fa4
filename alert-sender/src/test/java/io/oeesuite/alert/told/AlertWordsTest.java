package io.oeesuite.alert.told;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.contracts.Alert;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

class AlertWordsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:05:00Z");

    @Test
    void anOpenAlertSaysWhatSinceWhenAndWhy() {
        assertThat(AlertWords.summary(AlertMother.down(PRESS, NOW)))
                .isEqualTo("PLANT/line/press is down since 2026-03-02 12:00:00 UTC, reason 17, order O-1");
    }

    @Test
    void aResolvedOneSaysHowLong() {
        Alert over = AlertMother.resolved(AlertMother.noData(PRESS, NOW), NOW.plusSeconds(61));

        assertThat(AlertWords.summary(over)).isEqualTo("PLANT/line/press sends data again after 6 min 1 s");
    }

    @Test
    void whatMachinesSayStaysOnOneLineAndOfBearableLength() {
        Alert forged = AlertMother.down(PRESS, NOW).toBuilder()
                .setReason("17\r\nBcc: a@b\u2028\u0085\u202Ex")
                .setOrder("O".repeat(1_000))
                .build();

        String summary = AlertWords.summary(forged);

        assertThat(summary).contains(", reason 17 Bcc: a@b x, order O");
        assertThat(summary.chars()).noneMatch(Character::isISOControl);
        assertThat(summary).hasSizeLessThan(400).endsWith("O…");
    }

    @Test
    void whoHasClosedItIsNamed() {
        Alert closed = AlertMother.resolved(AlertMother.down(PRESS, NOW), NOW.plusSeconds(5)).toBuilder()
                .setClosedBy("anna")
                .build();

        assertThat(AlertWords.summary(closed))
                .isEqualTo("PLANT/line/press: machine-down was closed by anna after 5 min 5 s");
    }

    @Test
    void aRuleOfTomorrowIsCalledByItsName() {
        Alert other = AlertMother.down(PRESS, NOW).toBuilder()
                .setRule("too-hot")
                .clearReason()
                .clearOrder()
                .build();

        assertThat(AlertWords.summary(other)).isEqualTo("PLANT/line/press: too-hot since 2026-03-02 12:00:00 UTC");
    }
}
