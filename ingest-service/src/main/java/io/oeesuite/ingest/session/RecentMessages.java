package io.oeesuite.ingest.session;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * The last messages of one edge node, so that a message delivered again is known again: after a kill a broker or an edge node may deliver hundreds at once. A
 * ring of identities with a hash index over it; both grow with what they hold, up to the capacity.
 */
public final class RecentMessages {
    private static final int SMALLEST = 16;
    private static final int FREE = -1;

    private final int capacity;
    private long[] ring = new long[2 * SMALLEST];
    private int[] index = emptyIndex(2 * SMALLEST);
    private final BitSet taken = new BitSet();
    private int size;
    private int cursor;

    /**
     * @param capacity how many messages are remembered, ≥ 1
     */
    public RecentMessages(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the duplicate memory is " + capacity + ", it must be positive");
        }
        this.capacity = capacity;
    }

    /** What they take in memory, bytes. */
    public long bytes() {
        return (long) ring.length * Long.BYTES + (long) index.length * Integer.BYTES;
    }

    /** How many messages are remembered. */
    public int size() {
        return size;
    }

    /** Remembers the message in place of the oldest; gives its slot, 0 to capacity - 1, or empty when it is known already. */
    public OptionalInt remember(MessageId id) {
        if (find(id) != FREE) {
            return OptionalInt.empty();
        }
        int slot = cursor;
        put(slot, id);
        cursor = slot + 1 == capacity ? 0 : slot + 1;
        return OptionalInt.of(slot);
    }

    /** Puts back what was remembered in a slot. Slots beyond the capacity, which a larger memory wrote, are left out. */
    public void restore(int slot, MessageId id) {
        if (slot < capacity && find(id) == FREE) {
            put(slot, id);
        }
    }

    /** Says which slot is the next, after {@link #restore}. */
    public void continueAt(int slot) {
        cursor = slot < capacity ? slot : 0;
    }

    private void put(int slot, MessageId id) {
        ensureRoomFor(slot);
        if (taken.get(slot)) {
            forget(slot);
        }
        taken.set(slot);
        ring[2 * slot] = id.high();
        ring[2 * slot + 1] = id.low();
        insert(slot);
        size++;
    }

    private int find(MessageId id) {
        int at = home(id.low());
        while (index[at] != FREE) {
            int slot = index[at];
            if (ring[2 * slot] == id.high() && ring[2 * slot + 1] == id.low()) {
                return slot;
            }
            at = after(at);
        }
        return FREE;
    }

    private void insert(int slot) {
        int at = home(ring[2 * slot + 1]);
        while (index[at] != FREE) {
            at = after(at);
        }
        index[at] = slot;
    }

    // linear probing: whatever stood behind the gap and belongs before it moves up
    private void forget(int slot) {
        int gap = home(ring[2 * slot + 1]);
        while (index[gap] != slot) {
            gap = after(gap);
        }
        int at = after(gap);
        while (index[at] != FREE) {
            int home = home(ring[2 * index[at] + 1]);
            boolean mayMove = gap <= at ? home <= gap || home > at : home <= gap && home > at;
            if (mayMove) {
                index[gap] = index[at];
                gap = at;
            }
            at = after(at);
        }
        index[gap] = FREE;
        taken.clear(slot);
        size--;
    }

    private void ensureRoomFor(int slot) {
        if (2 * slot < ring.length) {
            return;
        }
        int slots = ring.length / 2;
        while (slots <= slot) {
            slots *= 2;
        }
        ring = Arrays.copyOf(ring, 2 * slots);
        int[] old = index;
        index = emptyIndex(2 * slots);
        for (int known : old) {
            if (known != FREE) {
                insert(known);
            }
        }
    }

    private int home(long low) {
        return (int) low & (index.length - 1);
    }

    private int after(int at) {
        return (at + 1) & (index.length - 1);
    }

    private static int[] emptyIndex(int length) {
        int[] index = new int[length];
        Arrays.fill(index, FREE);
        return index;
    }
}
