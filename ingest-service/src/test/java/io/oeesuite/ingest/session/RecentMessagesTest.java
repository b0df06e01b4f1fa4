package io.oeesuite.ingest.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class RecentMessagesTest {

    @Property(tries = 200)
    void theLastMessagesAreKnownAndNoOthers(@ForAll @IntRange(min = 1, max = 300) int capacity, @ForAll long seed) {
        Random random = new Random(seed);
        RecentMessages recent = new RecentMessages(capacity);
        Deque<MessageId> model = new ArrayDeque<>();

        for (int count = 0; count < 2000; count++) {
            MessageId id = id(random.nextInt(2 * capacity));
            boolean known = model.contains(id);

            OptionalInt slot = recent.remember(id);

            assertThat(slot.isEmpty()).isEqualTo(known);
            if (!known) {
                model.add(id);
            }
            if (model.size() > capacity) {
                model.removeFirst();
            }
            assertThat(recent.size()).isEqualTo(model.size());
        }
    }

    @Property(tries = 100)
    void whatIsRestoredIsWhatWasRemembered(
            @ForAll @IntRange(min = 1, max = 100) int capacity,
            @ForAll @IntRange(min = 0, max = 300) int messages,
            @ForAll long seed) {
        Random random = new Random(seed);
        RecentMessages before = new RecentMessages(capacity);
        Map<Integer, MessageId> stored = new HashMap<>();
        int next = 0;
        for (int count = 0; count < messages; count++) {
            MessageId id = new MessageId(random.nextLong(), random.nextLong());
            int slot = before.remember(id).orElseThrow();
            stored.put(slot, id);
            next = slot + 1;
        }

        RecentMessages after = new RecentMessages(capacity);
        stored.forEach(after::restore);
        after.continueAt(next);

        for (int count = 0; count < 2 * capacity; count++) {
            MessageId id = random.nextBoolean() || stored.isEmpty()
                    ? new MessageId(random.nextLong(), random.nextLong())
                    : stored.get(random.nextInt(stored.size()));
            assertThat(after.remember(id)).isEqualTo(before.remember(id));
        }
    }

    /** Identities that share their place in the index. */
    private static MessageId id(int number) {
        return new MessageId(number, (long) (number % 7) << 32);
    }
}
