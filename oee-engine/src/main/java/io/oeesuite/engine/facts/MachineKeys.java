package io.oeesuite.engine.facts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The keys under which everything about one machine is stored: the machine's name, a table, a number; sorted by number within the table. */
public final class MachineKeys {
    private static final byte END_OF_NAME = 0;

    private final byte[] prefix;

    /** @param machine must not contain U+0000, which MQTT forbids anyway */
    public MachineKeys(String machine) {
        if (machine.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a machine's name must not contain U+0000");
        }
        byte[] name = machine.getBytes(StandardCharsets.UTF_8);
        this.prefix =
                ByteBuffer.allocate(name.length + 1).put(name).put(END_OF_NAME).array();
    }

    /** The key of this number in the table; any long, negative ones first. */
    public byte[] key(int table, long number) {
        return ByteBuffer.allocate(prefix.length + 1 + Long.BYTES)
                .put(prefix)
                .put((byte) table)
                .putLong(number ^ Long.MIN_VALUE)
                .array();
    }

    /** The key of a pair of numbers, sorted by the first. */
    public byte[] key(int table, long first, long second) {
        return ByteBuffer.allocate(prefix.length + 1 + 2 * Long.BYTES)
                .put(prefix)
                .put((byte) table)
                .putLong(first ^ Long.MIN_VALUE)
                .putLong(second ^ Long.MIN_VALUE)
                .array();
    }

    /** Before every key of the table. */
    public byte[] start(int table) {
        return ByteBuffer.allocate(prefix.length + 1)
                .put(prefix)
                .put((byte) table)
                .array();
    }

    /** After every key of the table. */
    public byte[] end(int table) {
        return start(table + 1);
    }

    /** The (first) number in a key of this machine. */
    public long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(prefix.length + 1) ^ Long.MIN_VALUE;
    }

    /** The second number in a key of this machine. */
    public long secondNumber(byte[] key) {
        return ByteBuffer.wrap(key).getLong(prefix.length + 1 + Long.BYTES) ^ Long.MIN_VALUE;
    }
}
