package io.oeesuite.startup;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * Kafka Streams that does not tell of its stores. Each of those metrics asks RocksDB when it is read, and while its thread closes the store, as in a rebalance, that ends
 * the process with a segmentation fault (KAFKA-10025). Nothing of ours looks at them.
 */
public class StreamsWithoutStoreMetrics extends KafkaStreams {
    private static final String STORES = "stream-state-metrics";

    public StreamsWithoutStoreMetrics(Topology topology, Properties settings) {
        super(topology, settings);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        Map<MetricName, Metric> told = new HashMap<>(super.metrics());
        told.keySet().removeIf(name -> name.group().equals(STORES));
        return told;
    }
}
