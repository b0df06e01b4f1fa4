package io.oeesuite.analytics.alerts;

/** What a rule thinks of a machine. */
public sealed interface Judgement {
    Judgement FINE = new Fine();

    /** Nothing is wrong, and nothing will be if the machine goes on as it does. */
    record Fine() implements Judgement {}

    /** Nothing is wrong yet, but will be at {@code dueMs} if the machine goes on as it does. */
    record NotYet(long dueMs) implements Judgement {}

    /**
     * Somebody should know.
     *
     * @param sinceMs when it began
     * @param limitMs how long it may last
     */
    record Wrong(long sinceMs, long limitMs) implements Judgement {}

    /** Wrong once it has lasted for the limit. */
    static Judgement after(long limitMs, long sinceMs, long nowMs) {
        return nowMs - sinceMs >= limitMs ? new Wrong(sinceMs, limitMs) : new NotYet(sinceMs + limitMs);
    }
}
