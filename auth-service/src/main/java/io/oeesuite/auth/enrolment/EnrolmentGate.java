package io.oeesuite.auth.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.problem.Problem;

/** Slows those down who ask without a login: so many questions in a minute from one address. */
@ApplicationScoped
class EnrolmentGate {
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final EnrolmentConfig config;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    EnrolmentGate(EnrolmentConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    private record Window(Instant begin, int questions) {}

    /** @throws io.oeesuite.auth.problem.ProblemException 429 when the address has asked too often */
    <T> T guarded(String address, Supplier<T> question) {
        if (!admits(address)) {
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

    private synchronized boolean admits(String address) {
        Instant now = clock.instant();
        Window window = windows.get(address);
        if (window == null || !now.isBefore(window.begin().plus(WINDOW))) {
            window = new Window(now, 0);
        }
        windows.put(address, new Window(window.begin(), window.questions() + 1));
        return window.questions() < config.perMinute();
    }
}
