package io.oeesuite.auth.audit;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Summary summary = new Summary(3);

    @Test
    void likeOnesAreOneWithTheirNumber() {
        assertThat(summary.add(denied("a"), NOON)).isTrue();
        assertThat(summary.add(denied("a"), NOON.plusSeconds(2))).isFalse();
        assertThat(summary.add(denied("b"), NOON.plusSeconds(3))).isTrue();

        assertThat(summary.take())
                .containsExactly(
                        new Summary.Sum(denied("a"), NOON, NOON.plusSeconds(2), 2),
                        new Summary.Sum(denied("b"), NOON.plusSeconds(3), NOON.plusSeconds(3), 1));
        assertThat(summary.take()).isEmpty();
        assertThat(summary.add(denied("a"), NOON)).isTrue();
    }

    @Test
    void aStormOfDifferentOnesIsOneLine() {
        for (int i = 0; i < 100_000; i++) {
            summary.add(denied("made-up-" + i), NOON);
        }

        List<Summary.Sum> sums = summary.take();
        assertThat(sums).hasSize(4);
        assertThat(sums.getLast().times()).isEqualTo(99_997);
        assertThat(sums.getLast().entry().subject()).isEqualTo("*");
        assertThat(sums.stream().mapToLong(Summary.Sum::times).sum()).isEqualTo(100_000);
    }

    private static AuditEntry denied(String client) {
        return new AuditEntry("authenticate", client, client, "192.0.2.1", "deny", "wrong-password");
    }
}
