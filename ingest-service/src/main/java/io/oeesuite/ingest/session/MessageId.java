package io.oeesuite.ingest.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What two deliveries of one message have in common and two messages have not: 128 bits of the SHA-256 of topic and payload. A Sparkplug payload holds seq and
 * time, so that no edge node makes the same one twice.
 */
public record MessageId(long high, long low) {
    /** Encoded length in bytes. */
    public static final int BYTES = 2 * Long.BYTES;

    public static MessageId of(RawMessage message) {
        MessageDigest digest = sha256();
        digest.update(message.mqttTopic().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(message.payload().toArray());
        return of(digest.digest());
    }

    /** Reads what {@link #toBytes} wrote; further bytes are not looked at. */
    public static MessageId of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new MessageId(in.getLong(), in.getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
