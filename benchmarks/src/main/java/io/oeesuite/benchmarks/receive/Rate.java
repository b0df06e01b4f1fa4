package io.oeesuite.benchmarks.receive;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How fast and at what cost a subject received.
 *
 * @param perSecond messages
 * @param microseconds of processor time per message
 */
record Rate(double perSecond, double microseconds) {
    /** Measures for a while. */
    static Rate of(Subject subject, Duration length) throws InterruptedException {
        double count = subject.received();
        Duration processor = subject.processorTime();
        long start = System.nanoTime();
        Thread.sleep(length);
        double messages = subject.received() - count;
        double seconds = (System.nanoTime() - start) / 1e9;
        double microseconds = subject.processorTime().minus(processor).toNanos() / 1e3;
        return new Rate(messages / seconds, microseconds / messages);
    }

    static Rate mean(List<Rate> rates) {
        return new Rate(
                rates.stream().mapToDouble(Rate::perSecond).average().orElseThrow(),
                rates.stream().mapToDouble(Rate::microseconds).average().orElseThrow());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f msg/s, %.1f µs/msg", perSecond, microseconds);
    }
}
