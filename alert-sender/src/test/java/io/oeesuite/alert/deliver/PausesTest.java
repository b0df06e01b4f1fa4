package io.oeesuite.alert.deliver;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class PausesTest {
    private final Pauses pauses = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Property
    void aPauseIsTwiceTheOneBeforeUpToTheLimit(@ForAll @IntRange(min = 1, max = 100_000) int attempts) {
        Duration doubled = pauses.after(attempts).multipliedBy(2);

        assertThat(pauses.after(attempts + 1))
                .isEqualTo(doubled.compareTo(pauses.longest()) < 0 ? doubled : pauses.longest());
        assertThat(pauses.after(1)).isEqualTo(Duration.ofSeconds(1));
    }
}
