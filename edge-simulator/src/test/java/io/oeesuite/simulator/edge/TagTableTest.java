package io.oeesuite.simulator.edge;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TagTableTest {

    private final TagTable table = new TagTable(List.of(Tag.readOnly(Metric.of("count", DataType.INT32, 0))));

    // tck-id-operational-behavior-data-publish-dbirth-change
    @Test
    void onlyWhatHasChangedIsWorthPublishing() {
        assertThat(table.changes(List.of(Nodes.count(0, 1)))).isEmpty();
        assertThat(table.changes(List.of(Nodes.count(1, 2)))).containsExactly(Nodes.count(1, 2));
        assertThat(table.changes(List.of(Nodes.count(1, 3)))).isEmpty();
    }

    @Test
    void historyNeverTouchesThePresent() {
        Metric old = Nodes.count(9, 1).asHistorical();

        assertThat(table.changes(List.of(old))).containsExactly(old);
        assertThat(table.value("count")).contains(new LongValue(0));
    }

    @Test
    void nullIsAValueToo() {
        Metric nothing = Metric.ofNull("count", DataType.INT32).withTimestamp(1);

        assertThat(table.changes(List.of(nothing))).containsExactly(nothing);
        assertThat(table.value("count")).isEmpty();
    }

    // tck-id-operational-behavior-data-publish-dbirth
    @Test
    void whatNoBirthHasAnnouncedIsRefused() {
        assertThatThrownBy(() -> table.changes(List.of(Metric.of("other", true).withTimestamp(1))))
                .isInstanceOf(TagTable.UndeclaredMetric.class)
                .hasMessageContaining("other");
        assertThatThrownBy(() -> table.changes(List.of(Metric.of("count", true).withTimestamp(1))))
                .isInstanceOf(TagTable.UndeclaredMetric.class)
                .hasMessageContaining("INT32");
    }

    @Test
    void aBirthSaysWhenEachValueWasRead() {
        assertThat(birthTime(50)).isEqualTo(50);

        table.changes(List.of(Nodes.count(1, 20)));
        table.changes(List.of(Nodes.count(1, 30)));
        table.changes(List.of(Nodes.count(2, 25).asHistorical()));

        assertThat(birthTime(50)).isEqualTo(30);
        assertThat(birthTime(10)).as("clock put back").isEqualTo(10);
    }

    private long birthTime(long now) {
        return table.birth(now).stream()
                .filter(metric -> metric.name().equals(Optional.of("count")))
                .findFirst()
                .flatMap(metric -> metric.timestamp().stream().boxed().findFirst())
                .orElseThrow();
    }
}
