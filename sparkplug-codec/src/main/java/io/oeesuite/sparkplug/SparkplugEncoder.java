package io.oeesuite.sparkplug;

import java.util.Optional;

/**
 * Writes payloads. Int8, Int16, Int32 and UInt8, UInt16, UInt32 go to {@code int_value}, negative ones as 32-bit two's complement; Int64, UInt64 and DateTime
 * to {@code long_value}. A metric without value is written as null. Equal payloads give equal bytes.
 */
public final class SparkplugEncoder {
    private SparkplugEncoder() {}

    public static byte[] encode(Payload payload) {
        WireWriter out = new WireWriter();
        payload.timestamp().ifPresent(time -> out.varintField(Fields.PAYLOAD_TIMESTAMP, time));
        for (Metric metric : payload.metrics()) {
            out.messageField(Fields.PAYLOAD_METRICS, () -> MetricWriter.write(metric, out));
        }
        payload.seq().ifPresent(seq -> out.varintField(Fields.PAYLOAD_SEQ, seq));
        payload.uuid().ifPresent(uuid -> out.stringField(Fields.PAYLOAD_UUID, uuid));
        if (!payload.body().isEmpty()) {
            out.bytesField(Fields.PAYLOAD_BODY, payload.body().shared());
        }
        return out.toByteArray();
    }

    /** One metric as a message of its own; {@link SparkplugDecoder#decodeMetric} reads it. */
    public static byte[] encodeMetric(Metric metric) {
        WireWriter out = new WireWriter();
        MetricWriter.write(metric, out);
        return out.toByteArray();
    }

    /** The form in which a message carries the value. */
    static WireValue wireForm(Optional<DataType> type, Value value) {
        if (type.isPresent()) {
            return Typing.toWire(value, type.get());
        }
        if (value instanceof WireValue wire) {
            return wire;
        }
        throw new IllegalArgumentException(value + " needs a data type");
    }
}
