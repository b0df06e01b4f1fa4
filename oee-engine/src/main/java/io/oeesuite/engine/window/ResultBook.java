package io.oeesuite.engine.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.oeesuite.engine.facts.MachineKeys;
import io.oeesuite.engine.facts.PackedBytes;
import io.oeesuite.engine.facts.PackedReader;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerBucket;

/** Remembers what was reported of each window of one machine, and reports only what is new. */
final class ResultBook {
    private static final int FIRST_TABLE = 30;

    private final SortedBytes bytes;
    private final MachineKeys keys;
    private final Consumer<WindowResult> receiver;

    ResultBook(SortedBytes bytes, MachineKeys keys, Consumer<WindowResult> receiver) {
        this.bytes = bytes;
        this.keys = keys;
        this.receiver = receiver;
    }

    /** Reports the sums unless they are what was reported last, or were never reported and say nothing. */
    void report(WindowSpan span, Tally tally, Cause cause) {
        byte[] key = key(span);
        Optional<byte[]> last = bytes.get(key);
        byte[] sums = tally.toBytes();
        if (last.isEmpty() && tally.isBlank() || last.isPresent() && sameSums(last.get(), sums)) {
            return;
        }
        int version = last.map(ResultBook::version).orElse(0) + 1;
        bytes.put(
                key, new PackedBytes(sums.length + 4).raw(sums).number(version).toArray());
        receiver.accept(new WindowResult(
                span, version, cause, tally.ms(LedgerBucket.NO_DATA) == 0, tally.totals(), tally.flags()));
    }

    /** What was reported of the window last. */
    Optional<Tally> last(WindowSpan span) {
        return bytes.get(key(span)).map(stored -> Tally.read(new PackedReader(stored)));
    }

    /** Forgets the windows of this kind that begin before the instant: they can be reported as new again. */
    void forgetBefore(WindowKind kind, long fromMs) {
        List<byte[]> old = new ArrayList<>();
        try (SortedBytes.Pairs pairs = bytes.ascending(keys.start(table(kind)), keys.key(table(kind), fromMs))) {
            pairs.forEachRemaining(pair -> old.add(pair.key()));
        }
        old.forEach(bytes::delete);
    }

    private byte[] key(WindowSpan span) {
        return keys.key(table(span.kind()), span.fromMs());
    }

    private static int table(WindowKind kind) {
        return FIRST_TABLE
                + switch (kind) {
                    case MINUTE -> 0;
                    case HOUR -> 1;
                    case DAY -> 2;
                };
    }

    private static boolean sameSums(byte[] stored, byte[] sums) {
        return stored.length > sums.length && Arrays.equals(stored, 0, sums.length, sums, 0, sums.length);
    }

    private static int version(byte[] stored) {
        PackedReader reader = new PackedReader(stored);
        Tally.read(reader);
        return (int) reader.number();
    }
}
