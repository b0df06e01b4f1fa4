package io.oeesuite.auth.protection;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class BucketTest {

    @Property(tries = 300)
    void neverMoreThanTheBurstAndWhatTimeBrings(
            @ForAll @DoubleRange(min = 0.1, max = 100) double perSecond,
            @ForAll @IntRange(min = 1, max = 50) int burst,
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 1_000_000_000L) Long> pauses) {
        Bucket bucket = null;
        long now = -5_000_000_000L;
        long begun = now;
        int taken = 0;
        for (long pause : pauses) {
            now += pause;
            bucket = Bucket.take(bucket, perSecond, burst, now);
            taken += bucket.taken() ? 1 : 0;
        }

        assertThat((double) taken).isLessThanOrEqualTo(burst + (now - begun) / 1e9 * perSecond + 1e-6);
    }
}
