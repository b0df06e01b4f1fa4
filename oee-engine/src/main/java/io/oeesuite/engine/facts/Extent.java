package io.oeesuite.engine.facts;

import java.util.OptionalLong;

/** From when to when the machine tells of itself; looked up once, then kept up to date. */
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

    /** Must be told of every observation but signs of life before it is stored. */
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
        first = Signal.TELLING.stream()
                .flatMap(signal -> facts.after(signal, Long.MIN_VALUE).stream())
                .mapToLong(Entry::timeMs)
                .min();
        last = Signal.TELLING.stream()
                .flatMap(signal -> facts.atOrBefore(signal, Long.MAX_VALUE - 1).stream())
                .mapToLong(Entry::timeMs)
                .max();
    }
}
