package io.oeesuite.mqtt;

/**
 * How much may be received and not yet acknowledged, and how large a message may be.
 *
 * @param messages unacknowledged messages at which reading stops, ≥ 1
 * @param bytes unacknowledged bytes of topics and payloads at which reading stops, ≥ 1; one message may go beyond
 * @param messageSize largest message, topic and payload, in bytes
 */
public record ReceiveLimits(int messages, long bytes, int messageSize) {
    /** 1000 messages, 32 MiB, and 1 MiB of payload with room for the topic. */
    public static final ReceiveLimits DEFAULT = new ReceiveLimits(1000, 32L << 20, (1 << 20) + (1 << 16));

    public ReceiveLimits {
        if (messages < 1 || bytes < 1 || messageSize < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    public ReceiveLimits withMessages(int limit) {
        return new ReceiveLimits(limit, bytes, messageSize);
    }

    public ReceiveLimits withMessageSize(int limit) {
        return new ReceiveLimits(messages, bytes, limit);
    }
}
