package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.apache.kafka.common.utils.Bytes;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.MachineModel;

/**
 * A model was set or withdrawn.
 *
 * @param offset its place in the order of changes
 * @param appendMs when it was appended to its topic
 * @param key tells models apart
 * @param model empty when it was withdrawn
 */
record ModelChange(long offset, long appendMs, String key, Optional<MachineModel> model) {
    /**
     * A change takes effect when the clock of the log has passed its own append time by so much. Until then every engine has heard of it, so that a replay,
     * which knows it from the beginning, decides by the old model as long as the first run did.
     */
    private static final long HEARD_MS = Duration.ofSeconds(2).toMillis();

    /** Sorted as the offsets are. */
    static Bytes position(long offset) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    /** @param model the bytes of the model; null when it was withdrawn */
    static byte[] toBytes(long appendMs, byte[] key, byte[] model) {
        byte[] set = model == null ? new byte[0] : model;
        return ByteBuffer.allocate(Long.BYTES + 1 + Integer.BYTES + key.length + set.length)
                .putLong(appendMs)
                .put((byte) (model == null ? 0 : 1))
                .putInt(key.length)
                .put(key)
                .put(set)
                .array();
    }

    /** @throws InvalidProtocolBufferException when the model cannot be read */
    static ModelChange read(Bytes position, byte[] stored) throws InvalidProtocolBufferException {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long appendMs = bytes.getLong();
        boolean isSet = bytes.get() == 1;
        byte[] key = new byte[bytes.getInt()];
        bytes.get(key);
        return new ModelChange(
                ByteBuffer.wrap(position.get()).getLong(),
                appendMs,
                new String(key, StandardCharsets.UTF_8),
                isSet ? Optional.of(MachineModel.parseFrom(bytes)) : Optional.empty());
    }

    /** On the clock of the log. */
    long effectiveMs() {
        return appendMs + HEARD_MS;
    }
}
