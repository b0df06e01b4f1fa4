package io.oeesuite.analytics.witness;

import java.util.zip.CRC32C;

/** A number by which a message is recognised on the other side: 32 bits from the payload, 32 from the topic and the payload's length. */
final class Fingerprint {
    private Fingerprint() {}

    static long of(String topic, byte[] payload) {
        var checksum = new CRC32C();
        checksum.update(payload);
        return checksum.getValue() << 32 | Integer.toUnsignedLong(31 * topic.hashCode() + payload.length);
    }
}
