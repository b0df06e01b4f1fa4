package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;

import io.oeesuite.contracts.SourcePosition;

/**
 * What is remembered of a machine besides its facts.
 *
 * @param source the event that came last
 */
record DeskMemory(SourcePosition source, LiveView live) {

    static DeskMemory nothing() {
        return new DeskMemory(SourcePosition.getDefaultInstance(), LiveView.unknown());
    }

    static DeskMemory read(ByteBuffer bytes) {
        SourcePosition source = SourcePosition.newBuilder()
                .setPartition(bytes.getInt())
                .setOffset(bytes.getLong())
                .build();
        return new DeskMemory(source, LiveView.read(bytes));
    }

    byte[] toBytes() {
        byte[] liveBytes = live.toBytes();
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + liveBytes.length)
                .putInt(source.getPartition())
                .putLong(source.getOffset())
                .put(liveBytes)
                .array();
    }
}
