package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time of a JVM without that of its just-in-time compiler, which is over after a while. By thread, from {@code /proc}; elsewhere the time of the
 * whole process.
 */
final class ProcessorTime {
    /** Linux counts in hundredths of a second for whoever reads {@code /proc}. */
    private static final long TICK_MS = 10;

    /** User and system time, counted after the name, which may hold blanks. */
    private static final int USER_TIME = 11;

    private ProcessorTime() {}

    static Duration of(ProcessHandle process) {
        Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
        try (Stream<Path> found = Files.list(threads)) {
            return Duration.ofMillis(
                    TICK_MS * found.mapToLong(ProcessorTime::ticks).sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(Path thread) {
        return stat(thread)
                .filter(line -> !line.contains("CompilerThre"))
                .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" "))
                .map(fields -> Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
                .orElse(0L);
    }

    /** Empty for a thread that has ended meanwhile. */
    private static Optional<String> stat(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("stat")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
