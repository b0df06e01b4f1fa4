package io.oeesuite.ingest.session.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Notices that nothing comes any more, so that the log's time stands still while time passes. It is not silence when records wait that were not read yet:
 * after a restart, while Kafka is away, or under a backlog. So Kafka is asked before anything is decided, and asked again as time passes.
 *
 * <pre>
 *   busy --no record for the time--> asking --all is read--> silent up to the question
 *    ^                                 ^ |                       |
 *    |                                 +-+------next tick--------+
 *    +-------------record----------------+
 * </pre>
 */
final class Silence {
    private final LogEnd logEnd;
    private final long noticedAfterMs;
    private long silentMs;
    private long confirmedMs;
    private Optional<Question> question = Optional.empty();

    /** @param atMs how long it had been silent when Kafka was asked */
    private record Question(CompletableFuture<Boolean> answer, long atMs) {}

    Silence(LogEnd logEnd, long noticedAfterMs) {
        this.logEnd = logEnd;
        this.noticedAfterMs = noticedAfterMs;
    }

    void brokenByRecord() {
        silentMs = 0;
        confirmedMs = 0;
        question = Optional.empty();
    }

    /** Another tick without a record has passed. */
    void lasted(long tickMs) {
        silentMs += tickMs;
    }

    /** For how long there has certainly been silence, milliseconds; 0 while that is not known. */
    long confirmedMs(int partition) {
        if (silentMs < noticedAfterMs) {
            return 0;
        }
        if (question.isEmpty()) {
            question = Optional.of(new Question(logEnd.isReached(partition), silentMs));
        }
        Question asked = question.get();
        if (asked.answer().isDone()) {
            question = Optional.empty();
            if (!asked.answer().isCompletedExceptionally() && asked.answer().join()) {
                confirmedMs = asked.atMs();
            }
        }
        return confirmedMs;
    }
}
