package io.oeesuite.auth.certificate;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationListOrderTest {
    private static final Instant NOW = AuthorityMother.NOW;

    @Test
    void numbersGrow() {
        long first = RevocationListOrder.numberAfter(0, NOW);
        long second = RevocationListOrder.numberAfter(first, NOW);
        long afterTheClockWentBack = RevocationListOrder.numberAfter(second, NOW.minusSeconds(3600));

        assertThat(first).isEqualTo(NOW.toEpochMilli());
        assertThat(second).isEqualTo(first + 1);
        assertThat(afterTheClockWentBack).isEqualTo(second + 1);
    }

    @Test
    void whatWasStoredMayBeOlderThanWhatWasPublished() {
        long published = RevocationListOrder.numberAfter(0, NOW);

        assertThat(RevocationListOrder.numberAfter(7, NOW.plusSeconds(60))).isGreaterThan(published);
    }

    @Test
    void manyInOneSecondDoNotRunAheadOfTheClock() {
        Instant now = NOW;
        long published = 0;
        for (int made = 0; made < 50; made++) {
            now = now.plusMillis(5);
            published = RevocationListOrder.numberAfter(published, now);
        }

        assertThat(RevocationListOrder.numberAfter(7, now.plusMillis(5))).isGreaterThan(published);
    }
}
