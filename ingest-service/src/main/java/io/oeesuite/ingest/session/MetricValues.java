package io.oeesuite.ingest.session;

import java.util.Optional;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataSetValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.FloatValue;
import io.oeesuite.sparkplug.IntBits;
import io.oeesuite.sparkplug.LongBits;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.PropertySet;
import io.oeesuite.sparkplug.PropertySetList;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.TemplateValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

/** A metric of Sparkplug as the value of a machine event. */
final class MetricValues {
    private MetricValues() {}

    /**
     * @param metric with the type that its birth declared
     * @param timeMs the metric's own time, or its message's
     * @param historical whether it is historical, whatever the metric says
     */
    static MetricValue of(String name, Metric metric, long timeMs, boolean historical) {
        MetricValue.Builder to = MetricValue.newBuilder()
                .setName(name)
                .setDatatype(metric.dataType().map(DataType::code).orElse(0))
                .setTimeMs(timeMs)
                .setHistorical(historical || metric.historical())
                .setTransient(metric.transientMetric())
                .setQuality(quality(metric));
        Optional<Value> value = metric.value();
        if (value.isPresent()) {
            setValue(to, value.get(), metric.withName(name));
        }
        return to.build();
    }

    private static int quality(Metric metric) {
        Optional<PropertySet> properties = metric.properties();
        return properties.isEmpty()
                ? PropertySet.QUALITY_GOOD
                : properties.get().quality().orElse(PropertySet.QUALITY_GOOD);
    }

    private static void setValue(MetricValue.Builder to, Value value, Metric metric) {
        switch (value) {
            case LongValue(long number) -> to.setIntValue(number);
            case UnsignedValue(long bits) -> to.setUintValue(bits);
            // of a birth without types: the bits as they came
            case IntBits(int bits) -> to.setIntValue(bits);
            case LongBits(long bits) -> to.setIntValue(bits);
            case FloatValue(float number) -> to.setFloatValue(number);
            case DoubleValue(double number) -> to.setDoubleValue(number);
            case BooleanValue(boolean flag) -> to.setBoolValue(flag);
            case StringValue(String text) -> to.setStringValue(text);
            case BytesValue(Bytes bytes) -> to.setBytesValue(UnsafeByteOperations.unsafeWrap(bytes.toArray()));
            case DataSetValue _, TemplateValue _, PropertySet _, PropertySetList _, ArrayValue _ ->
                to.setSparkplugValue(encoded(metric));
        }
    }

    private static ByteString encoded(Metric metric) {
        return UnsafeByteOperations.unsafeWrap(SparkplugEncoder.encodeMetric(metric));
    }
}
