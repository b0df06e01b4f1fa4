package io.oeesuite.simulator.machine;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.PropertySet;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.TemplateValue;

import static org.assertj.core.api.Assertions.assertThat;

class ComplexMetricsTest {

    @Test
    void everyTypeOfAMetricIsThere() {
        Set<DataType> types = EnumSet.noneOf(DataType.class);
        ComplexMetrics.tags().forEach(tag -> types.add(tag.type()));

        assertThat(EnumSet.complementOf(EnumSet.copyOf(types)))
                .containsExactly(DataType.PROPERTY_SET, DataType.PROPERTY_SET_LIST);
    }

    @Test
    void theySurviveTheWire() throws Exception {
        List<Metric> metrics = ComplexMetrics.tags().stream()
                .map(tag -> tag.initial().withTimestamp(1))
                .toList();

        Payload read = new SparkplugDecoder().decode(SparkplugEncoder.encode(Payload.of(1, 0, metrics)));

        assertThat(read.metrics()).isEqualTo(metrics);
    }

    @Test
    void everyRoundIsNews() {
        TagTable table = new TagTable(ComplexMetrics.tags());
        table.changes(ComplexMetrics.round(0, 1));

        for (int round = 1; round < 5; round++) {
            List<Metric> metrics = ComplexMetrics.round(round, round);
            assertThat(table.changes(metrics)).isEqualTo(metrics);
        }
    }

    // tck-id-payloads-template-definition-ref, tck-id-payloads-template-instance-ref,
    // tck-id-payloads-template-instance-members
    @Test
    void theTemplateHasADefinitionAndAnInstanceThatFitsIt() {
        TagTable table = new TagTable(ComplexMetrics.tags());
        TemplateValue definition = (TemplateValue) table.value("Types/Motor").orElseThrow();
        TemplateValue instance = (TemplateValue) table.value("Complex/MOTOR").orElseThrow();

        assertThat(definition.definition()).isTrue();
        assertThat(definition.reference()).isEmpty();
        assertThat(instance.reference()).isEqualTo(Optional.of("Types/Motor"));
        assertThat(instance.metrics())
                .extracting(Metric::name)
                .isEqualTo(definition.metrics().stream().map(Metric::name).toList());
    }

    // tck-id-payloads-propertyset-quality-value-value
    @Test
    void propertiesSayTheQuality() {
        PropertySet properties = new TagTable(ComplexMetrics.tags())
                .find("Complex/WITH_PROPERTIES")
                .flatMap(tag -> tag.initial().properties())
                .orElseThrow();

        assertThat(properties.quality()).hasValue(PropertySet.QUALITY_GOOD);
    }
}
