package io.oeesuite.systemtests.suite;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A question that is passed on at most once per interval; in between the answer is no. */
final class Seldom implements BooleanSupplier {

    private final Duration interval;
    private final BooleanSupplier question;
    private long last = Long.MIN_VALUE;

    Seldom(Duration interval, BooleanSupplier question) {
        this.interval = interval;
        this.question = question;
    }

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (last != Long.MIN_VALUE && now - last < interval.toNanos()) {
            return false;
        }
        last = now;
        return question.getAsBoolean();
    }
}
