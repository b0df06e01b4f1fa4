package io.oeesuite.engine.facts;

import java.util.Arrays;
import java.util.OptionalLong;

/** From when to when there are facts; looked up once, then kept up to date. */
final class Extent {
    private final FactStore facts;
    private boolean known;
    private OptionalLong first = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();

    Extent(FactStore facts) {
        this.facts = facts;
    }

    OptionalLong firstMs() {
        lookUp();
        return first;
    }

    OptionalLong lastMs() {
        lookUp();
        return last;
    }

    /** Must be told of every observation before it is stored. */
    void include(long timeMs) {
        lookUp();
        if (first.isEmpty() || timeMs < first.getAsLong()) {
            first = OptionalLong.of(timeMs);
        }
        if (last.isEmpty() || timeMs > last.getAsLong()) {
            last = OptionalLong.of(timeMs);
        }
    }

    private void lookUp() {
        if (known) {
            return;
        }
        known = true;
        first = Arrays.stream(Signal.values())
                .flatMap(signal -> facts.after(signal, Long.MIN_VALUE).stream())
                .mapToLong(Entry::timeMs)
                .min();
        last = Arrays.stream(Signal.values())
                .flatMap(signal -> facts.atOrBefore(signal, Long.MAX_VALUE - 1).stream())
                .mapToLong(Entry::timeMs)
                .max();
    }
}
