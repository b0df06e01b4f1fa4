package io.oeesuite.ingest.session.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.utils.Bytes;

import io.oeesuite.ingest.session.EdgeNodeId;

/** The keys of the state stores. All of an edge node begin with its id and a zero byte, which no id contains. */
final class StoreKeys {
    private StoreKeys() {}

    static Bytes node(EdgeNodeId node) {
        return Bytes.wrap(utf8(node.toString()));
    }

    static EdgeNodeId nodeOf(Bytes key) {
        return node(new String(key.get(), StandardCharsets.UTF_8));
    }

    /** The edge node of any other key. */
    static EdgeNodeId nodeBefore(Bytes key) {
        byte[] bytes = key.get();
        int end = 0;
        while (bytes[end] != 0) {
            end++;
        }
        return node(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    private static EdgeNodeId node(String id) {
        int lastLevel = id.lastIndexOf('/');
        return new EdgeNodeId(id.substring(0, lastLevel), id.substring(lastLevel + 1));
    }

    /** Begins all keys of the edge node but the first kind. */
    static Bytes prefix(EdgeNodeId node) {
        return Bytes.wrap(begun(node, 0).array());
    }

    static Bytes birth(EdgeNodeId node, long session, String device) {
        byte[] name = utf8(device);
        return Bytes.wrap(
                begun(node, Long.BYTES + name.length).putLong(session).put(name).array());
    }

    static Bytes held(EdgeNodeId node, long offset) {
        return Bytes.wrap(begun(node, Long.BYTES).putLong(offset).array());
    }

    static Bytes slot(EdgeNodeId node, int slot) {
        return Bytes.wrap(begun(node, Integer.BYTES).putInt(slot).array());
    }

    /** The session of a key made by {@link #birth}. */
    static long sessionOf(Bytes prefix, Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(prefix.get().length);
    }

    /** The slot of a key made by {@link #slot}. */
    static int slotOf(Bytes prefix, Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt(prefix.get().length);
    }

    private static ByteBuffer begun(EdgeNodeId node, int room) {
        byte[] id = utf8(node.toString());
        return ByteBuffer.allocate(id.length + 1 + room).put(id).put((byte) 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
