package io.oeesuite.ingest.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** The metrics of one birth: what an alias or a name in a data message stands for. */
public final class DeclaredMetrics {
    /**
     * @param type empty where the birth gave none
     */
    public record Declared(String name, Optional<DataType> type) {}

    private static final int BYTES_PER_METRIC = 150;

    private final Map<Long, Declared> byAlias;
    private final Map<String, Declared> byName;
    private final long bytes;

    private DeclaredMetrics(Map<Long, Declared> byAlias, Map<String, Declared> byName) {
        this.byAlias = byAlias;
        this.byName = byName;
        this.bytes = byName.keySet().stream()
                .mapToLong(name -> BYTES_PER_METRIC + name.length())
                .sum();
    }

    public static DeclaredMetrics of(Birth birth) {
        Map<Long, Declared> byAlias = new HashMap<>();
        Map<String, Declared> byName = new HashMap<>();
        for (BirthMetric metric : birth.getMetricsList()) {
            Declared declared = new Declared(metric.getName(), DataType.of(metric.getDatatype()));
            byName.put(metric.getName(), declared);
            if (metric.hasAlias()) {
                byAlias.put(metric.getAlias(), declared);
            }
        }
        return new DeclaredMetrics(Map.copyOf(byAlias), Map.copyOf(byName));
    }

    /** What the metric of a data message is; by alias where it has one, else by name. Empty when the birth did not declare it. */
    public Optional<Declared> find(Metric metric) {
        OptionalLong alias = metric.alias();
        if (alias.isPresent()) {
            Declared declared = byAlias.get(alias.getAsLong());
            if (declared != null) {
                return Optional.of(declared);
            }
        }
        return metric.name().map(byName::get);
    }

    /** What they take in memory, bytes, about. */
    public long bytes() {
        return bytes;
    }
}
