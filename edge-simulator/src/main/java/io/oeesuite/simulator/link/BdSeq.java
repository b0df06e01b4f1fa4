package io.oeesuite.simulator.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import io.oeesuite.simulator.outbox.OutboxFailure;

/**
 * The number that ties an NDEATH to its NBIRTH: one more for every connection, 0..255, also over restarts
 * (tck-id-topics-nbirth-bdseq-increment). Thread-safe.
 */
public final class BdSeq {

    private static final int MODULUS = 256;

    private final Optional<Path> file;
    private int current;

    /** @param first what the first connection gets, when no file remembers an earlier one; 0..255 */
    public BdSeq(Optional<Path> file, int first) {
        this.file = file;
        current = Math.floorMod(remembered().orElse(first - 1), MODULUS);
    }

    synchronized int next() {
        current = (current + 1) % MODULUS;
        file.ifPresent(this::remember);
        return current;
    }

    synchronized int current() {
        return current;
    }

    private Optional<Integer> remembered() {
        if (file.filter(Files::exists).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(Files.readString(file.get()).strip()));
        } catch (IOException | NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private void remember(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path written = path.resolveSibling(path.getFileName() + ".new");
            Files.write(written, Integer.toString(current).getBytes(StandardCharsets.US_ASCII));
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new OutboxFailure(path + " cannot be written: " + broken.getMessage(), broken);
        }
    }
}
