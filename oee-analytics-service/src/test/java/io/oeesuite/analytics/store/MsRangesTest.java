package io.oeesuite.analytics.store;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MsRangesTest {
    private final MsRanges ranges = new MsRanges();

    @Test
    void rangesThatTouchAreOne() {
        ranges.add(10, 20);
        ranges.add(30, 40);
        ranges.add(20, 30);

        assertThat(ranges.ranges()).isEqualTo(Map.of(10L, 40L));
    }

    @Test
    void aRangeWithinAnotherAddsNothing() {
        ranges.add(10, 40);
        ranges.add(20, 30);

        assertThat(ranges.ranges()).isEqualTo(Map.of(10L, 40L));
    }

    @Test
    void aLongerRangeSwallowsShorterOnes() {
        ranges.add(10, 12);
        ranges.add(20, 22);
        ranges.add(5, MsRanges.FOREVER);

        assertThat(ranges.ranges()).isEqualTo(Map.of(5L, MsRanges.FOREVER));
    }

    @Test
    void rangesApartStayApartAndAnEmptyOneIsNone() {
        ranges.add(10, 20);
        ranges.add(21, 30);
        ranges.add(25, 25);

        assertThat(ranges.ranges()).isEqualTo(Map.of(10L, 20L, 21L, 30L));
    }
}
