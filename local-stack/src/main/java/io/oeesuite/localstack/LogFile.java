package io.oeesuite.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The output of a process, read while it is written. */
record LogFile(Path path) {

    private static final int TAIL_BYTES = 64 * 1024;

    /** 0 when the file does not exist yet. */
    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the text has been written after the position. */
    boolean containsAfter(long position, String text) {
        return textFrom(position).contains(text);
    }

    /** At most the given number of last lines, oldest first. */
    List<String> lastLines(int count) {
        List<String> lines = textFrom(Math.max(0, size() - TAIL_BYTES)).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private String textFrom(long position) {
        if (!Files.exists(path)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - position));
            channel.position(position);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until full or at the end
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
