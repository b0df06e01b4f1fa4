package io.oeesuite.command.commanding;

import java.util.List;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.FloatValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

/**
 * A command as an NCMD or DCMD message: with a timestamp and without seq, its metrics by the names, types and values of the birth (tck-id-topics-ncmd-payload,
 * tck-id-payloads-ncmd-seq, tck-id-payloads-ncmd-timestamp and those of DCMD).
 */
record CommandMessage(String topic, byte[] payload) {
    private static final String NODE_REBIRTH = "Node Control/Rebirth";
    private static final String DEVICE_REBIRTH = "Device Control/Rebirth";

    /** @param nowMs milliseconds since 1970 UTC */
    static CommandMessage of(Command command, long nowMs) {
        SourceId target = SourceId.of(command.getGroup(), command.getNode(), command.getDevice());
        List<Metric> metrics = command.getKind() == CommandKind.COMMAND_KIND_REBIRTH
                ? List.of(Metric.of(target.device().isPresent() ? DEVICE_REBIRTH : NODE_REBIRTH, true))
                : command.getMetricsList().stream().map(CommandMessage::metric).toList();
        Payload payload = Payload.withoutSeq(
                nowMs,
                metrics.stream().map(metric -> metric.withTimestamp(nowMs)).toList());
        return new CommandMessage(topic(target).toString(), SparkplugEncoder.encode(payload));
    }

    private static SparkplugTopic topic(SourceId target) {
        return target.device()
                .map(device -> SparkplugTopic.ofDevice(target.group(), MessageType.DCMD, target.node(), device))
                .orElseGet(() -> SparkplugTopic.ofNode(target.group(), MessageType.NCMD, target.node()));
    }

    private static Metric metric(MetricValue commanded) {
        DataType type = DataType.of(commanded.getDatatype())
                .orElseThrow(() -> new IllegalArgumentException(commanded.getName() + " has no data type"));
        return Metric.of(commanded.getName(), type, value(commanded));
    }

    private static Value value(MetricValue commanded) {
        return switch (commanded.getValueCase()) {
            case INT_VALUE -> new LongValue(commanded.getIntValue());
            case UINT_VALUE -> new UnsignedValue(commanded.getUintValue());
            case FLOAT_VALUE -> new FloatValue(commanded.getFloatValue());
            case DOUBLE_VALUE -> new DoubleValue(commanded.getDoubleValue());
            case BOOL_VALUE -> BooleanValue.of(commanded.getBoolValue());
            case STRING_VALUE -> new StringValue(commanded.getStringValue());
            case BYTES_VALUE ->
                new BytesValue(Bytes.of(commanded.getBytesValue().toByteArray()));
            case SPARKPLUG_VALUE, VALUE_NOT_SET ->
                throw new IllegalArgumentException(commanded.getName() + " has no value that can be commanded");
        };
    }
}
