package io.oeesuite.alert.deliver;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Notification;

import static org.assertj.core.api.Assertions.assertThat;

class SetAsideTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);

    private final SetAside aside = new SetAside();

    @Test
    void itsPlacesAreReadAsTheyAreCommitted() {
        aside.add(untold(ZERO, 7, "press"));
        aside.add(untold(ONE, 8, "saw"));
        aside.add(untold(ZERO, 12, "lathe"));

        assertThat(aside.places(ZERO)).isEqualTo("7,12");
        assertThat(SetAside.offsets(aside.places(ZERO))).containsExactly(7L, 12L);
        assertThat(SetAside.offsets("")).isEmpty();
        assertThat(SetAside.offsets("of another client, 5x")).isEmpty();
    }

    @Test
    void asManyAsThereMayBeFitIntoACommit() {
        for (int i = 0; aside.hasRoom(); i++) {
            aside.add(untold(ZERO, Long.MAX_VALUE / 10 - i, "press"));
        }

        assertThat(aside.places(ZERO).length()).isLessThan(4_096);
        assertThat(aside.size()).isEqualTo(SetAside.MOST);
    }

    @Test
    void ofAMachineOnlyTheOldestIsDueAndTheLongestOverdueComesFirst() {
        Untold first = untold(ZERO, 1, "press");
        Untold behind = untold(ZERO, 2, "press");
        Untold other = untold(ZERO, 3, "saw");
        first.putOff(20, "no");
        other.putOff(10, "no");
        aside.add(first);
        aside.add(behind);
        aside.add(other);

        assertThat(aside.due(9)).isEmpty();
        assertThat(aside.due(20)).containsExactly(other, first);
        aside.remove(first);
        assertThat(aside.due(20)).containsExactly(behind, other);
        assertThat(aside.concerns("press")).isTrue();
        assertThat(aside.concerns("lathe")).isFalse();
    }

    private static Untold untold(TopicPartition partition, long offset, String machine) {
        return new Untold(
                partition,
                offset,
                Notification.newBuilder()
                        .setAlert(Alert.newBuilder().setEquipment(machine))
                        .build());
    }
}
