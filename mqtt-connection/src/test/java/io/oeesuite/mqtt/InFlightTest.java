package io.oeesuite.mqtt;

import java.util.ArrayDeque;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTest {
    private int changes;

    @Test
    void readingStopsAtTheLimitAndGoesOnAtHalfOfIt() {
        InFlight inFlight = inFlight(new ReceiveLimits(4, 1000, 1000));
        for (int i = 0; i < 3; i++) {
            inFlight.add(10);
        }
        assertThat(inFlight.mayRead()).isTrue();

        inFlight.add(10);
        assertThat(inFlight.mayRead()).isFalse();

        inFlight.remove(1, 10);
        assertThat(inFlight.mayRead()).isFalse();

        inFlight.remove(1, 10);
        assertThat(inFlight.mayRead()).isTrue();
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void bytesCountAsWell() {
        InFlight inFlight = inFlight(new ReceiveLimits(1000, 100, 1000));

        inFlight.add(120);

        assertThat(inFlight.mayRead()).isFalse();
        inFlight.remove(1, 120);
        assertThat(inFlight.mayRead()).isTrue();
    }

    @Test
    void aPauseOfTheApplicationOutlastsRoom() {
        InFlight inFlight = inFlight(new ReceiveLimits(1, 1000, 1000));
        inFlight.add(1);
        inFlight.pause(true);

        inFlight.remove(1, 1);

        assertThat(inFlight.mayRead()).isFalse();
        assertThat(inFlight.hasRoom()).isTrue();
        inFlight.pause(false);
        assertThat(inFlight.mayRead()).isTrue();
    }

    @Property
    void itNeverHoldsMoreThanTheLimitAndAlwaysOpensAgain(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 50) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 20) int messages,
            @ForAll @IntRange(min = 1, max = 200) int bytes) {
        InFlight inFlight = inFlight(new ReceiveLimits(messages, bytes, 1000));
        var held = new ArrayDeque<Integer>();
        long heldBytes = 0;

        for (int size : sizes) {
            while (!inFlight.mayRead()) {
                int first = held.remove();
                heldBytes -= first;
                inFlight.remove(1, first);
            }
            held.add(size);
            heldBytes += size;
            inFlight.add(size);
            assertThat(inFlight.messages()).isEqualTo(held.size()).isLessThanOrEqualTo(messages);
            assertThat(heldBytes - size).isLessThan(bytes);
        }
    }

    private InFlight inFlight(ReceiveLimits limits) {
        return new InFlight(limits, () -> changes++);
    }
}
