package io.oeesuite.auth.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.protection.Address;
import io.oeesuite.auth.protection.Attempt;
import io.oeesuite.auth.protection.Protection;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.mqttaccess.PlainName;

/**
 * Slows those down who ask over HTTP without a login. A token is a credential: a wrong one counts as a failure like a wrong password at the broker, and too many lock out. Without a token there is nothing to
 * guess, and what is bounded is how often one address asks.
 */
@ApplicationScoped
class EnrolmentGate {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int UNAUTHORIZED = 401;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Protection protection;
    private final EnrolmentConfig config;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    EnrolmentGate(Protection protection, EnrolmentConfig config, Clock clock) {
        this.protection = protection;
        this.config = config;
        this.clock = clock;
    }

    private record Window(Instant begin, int questions) {}

    /**
     * @param claimed the id that is said to ask; none: nobody knows before the token is looked up
     * @throws ProblemException 429 for who is locked out, or too fast
     */
    <T> T withToken(Optional<String> claimed, String address, Supplier<T> question) {
        Attempt attempt = new Attempt(claimed.filter(PlainName::isPlain).orElse(""), Address.of(address), "");
        switch (protection.admit(attempt)) {
            case LOCKED_OUT -> throw tooMany("locked-out", "Too many tokens were wrong", "Wait, and ask again later.");
            case TOO_FAST -> throw tooMany("too-many-questions", "Too many questions", "Wait a few seconds.");
            case NONE -> {}
        }
        try {
            T answer = question.get();
            protection.succeeded(attempt);
            return answer;
        } catch (ProblemException refused) {
            if (refused.problem().status() == UNAUTHORIZED) {
                protection.failed(attempt);
            }
            throw refused;
        }
    }

    /** @throws ProblemException 429 when the address has asked too often */
    <T> T withoutToken(String address, Supplier<T> question) {
        if (!admits(address)) {
            throw tooMany(
                    "too-many-questions",
                    "Too many questions",
                    "This address has asked more than " + config.perMinute()
                            + " times within a minute. Wait a minute.");
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

    private static ProblemException tooMany(String name, String title, String detail) {
        return new Problem(429, name, title, detail).thrown();
    }
}
