package io.oeesuite.benchmarks.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.protobuf.SparkplugBProto;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.MetricCursor;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.PayloadCursor;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugEncoder;

/**
 * Decodes a data message: metrics with alias, time, data type and a value of the types that machines send most. Every method reads the alias, the time and
 * the value of every metric, so that nobody profits from laziness.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PayloadDecoding {
    private static final long TIME = 1_700_000_000_000L;

    @Param({"20", "100"})
    public int metrics;

    private byte[] bytes;
    private final PayloadCursor cursor = new PayloadCursor();
    private final SparkplugDecoder decoder = new SparkplugDecoder();
    private final SparkplugBPayloadDecoder tahu = new SparkplugBPayloadDecoder();

    @Setup
    public void encode() {
        List<Metric> content = new ArrayList<>();
        for (int i = 0; i < metrics; i++) {
            content.add(metric(i).withAlias(i + 1L).withoutName().withTimestamp(TIME + i));
        }
        bytes = SparkplugEncoder.encode(Payload.of(TIME, 17, content));
    }

    private static Metric metric(int i) {
        return switch (i % 5) {
            case 0 -> Metric.of("counter", DataType.INT64, 1_000_000L + i);
            case 1 -> Metric.of("speed", DataType.DOUBLE, 12.5 * i);
            case 2 -> Metric.of("state", DataType.INT32, -i);
            case 3 -> Metric.of("temperature", DataType.FLOAT, 0.5 * i);
            default -> Metric.of("running", i % 2 == 0);
        };
    }

    @Benchmark
    public long cursor() throws MalformedPayloadException {
        cursor.on(bytes);
        long sum = cursor.seq();
        while (cursor.next()) {
            MetricCursor metric = cursor.metric();
            sum += metric.alias() + metric.timestamp();
            sum += switch (metric.valueField()) {
                case DOUBLE -> (long) metric.doubleValue();
                case FLOAT -> (long) metric.floatValue();
                case INT, LONG, BOOLEAN, NONE, STRING, BYTES, DATA_SET, TEMPLATE -> metric.bits();
            };
        }
        return sum;
    }

    @Benchmark
    public long envelope() throws MalformedPayloadException {
        cursor.on(bytes);
        return cursor.seq() + cursor.metricCount();
    }

    @Benchmark
    public long objects() throws MalformedPayloadException {
        Payload payload = decoder.decode(bytes);
        long sum = payload.seq().orElseThrow();
        for (Metric metric : payload.metrics()) {
            sum += metric.alias().orElseThrow() + metric.timestamp().orElseThrow();
            sum += metric.value().orElseThrow().hashCode();
        }
        return sum;
    }

    @Benchmark
    public long tahu() throws Exception {
        SparkplugBPayload payload = tahu.buildFromByteArray(bytes, null);
        long sum = payload.getSeq();
        for (org.eclipse.tahu.message.model.Metric metric : payload.getMetrics()) {
            sum += metric.getAlias() + metric.getTimestamp().getTime();
            sum += metric.getValue().hashCode();
        }
        return sum;
    }

    @Benchmark
    public long protobuf() throws Exception {
        SparkplugBProto.Payload payload = SparkplugBProto.Payload.parseFrom(bytes);
        long sum = payload.getSeq();
        for (SparkplugBProto.Payload.Metric metric : payload.getMetricsList()) {
            sum += metric.getAlias() + metric.getTimestamp();
            sum += switch (metric.getValueCase()) {
                case DOUBLE_VALUE -> (long) metric.getDoubleValue();
                case FLOAT_VALUE -> (long) metric.getFloatValue();
                case INT_VALUE -> metric.getIntValue();
                case LONG_VALUE -> metric.getLongValue();
                case BOOLEAN_VALUE -> metric.getBooleanValue() ? 1 : 0;
                default -> 0;
            };
        }
        return sum;
    }
}
