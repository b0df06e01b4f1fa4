package io.oeesuite.ingest.session;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

/** A raw message understood as Sparkplug: it has a time, and a sequence number unless it is an edge node's death. */
public record SparkplugMessage(SparkplugTopic topic, Payload payload, RawMessage raw) {
    /** The metric that numbers the sessions of an edge node. */
    public static final String BD_SEQ = "bdSeq";

    /** 0..255. An absent seq reads as 0, because proto3 encoders leave zeros out. */
    public int seq() {
        return payload.seq().orElse(0);
    }

    /** When it happened, by the edge's clock; by the host's for a death without a time. */
    public long timeMs() {
        return payload.timestamp().orElse(raw.origin().receiveTimeMs());
    }

    public long appendTimeMs() {
        return raw.origin().appendTimeMs();
    }

    public EdgeNodeId edgeNode() {
        return EdgeNodeId.of(topic);
    }

    public Origin origin() {
        return raw.origin();
    }

    /** The device; "" is the edge node itself. */
    public String device() {
        return topic.device().orElse("");
    }

    /** The number of the session it belongs to, where it says so. Taken modulo 256, as some edge nodes count on. */
    public OptionalInt bdSeq() {
        Optional<Value> number =
                payload.find(BD_SEQ).flatMap(Metric::value).flatMap(value -> value.as(DataType.UINT64));
        if (number.isPresent() && number.get() instanceof UnsignedValue(long bits)) {
            return OptionalInt.of((int) (bits & 0xFF));
        }
        return OptionalInt.empty();
    }

    /** The time of one of its metrics. */
    public long timeOf(Metric metric) {
        OptionalLong own = metric.timestamp();
        return own.isPresent() ? own.getAsLong() : timeMs();
    }
}
