package io.oeesuite.auth.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.memory.LeastRecent;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.protection.Address;
import io.oeesuite.httpaccess.ProblemException;

/** Slows those down who ask over HTTP without a login and without a token: there is nothing to guess, and what is bounded is how often one address asks. */
@ApplicationScoped
class EnrolmentGate {
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final EnrolmentConfig config;
    private final Clock clock;
    private final LeastRecent<Address, Window> windows = new LeastRecent<>(MOST_ADDRESSES);

    EnrolmentGate(EnrolmentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    private record Window(Instant begin, int questions) {}

    /** @throws ProblemException 429 when the address has asked too often */
    <T> T guarded(String address, Supplier<T> question) {
        if (!admits(Address.of(address))) {
            throw new Problem(
                            429,
                            "too-many-questions",
                            "Too many questions",
                            "This address has asked more than " + config.perMinute()
                                    + " times within a minute. Wait a minute.")
                    .thrown();
        }
        return question.get();
    }

    private boolean admits(Address address) {
        Instant now = clock.instant();
        Window window = windows.change(
                address,
                before -> before == null || !now.isBefore(before.begin().plus(WINDOW))
                        ? new Window(now, 1)
                        : new Window(before.begin(), before.questions() + 1));
        return window.questions() <= config.perMinute();
    }
}
