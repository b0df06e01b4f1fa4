package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads payloads. Every input gives a payload or a {@link MalformedPayloadException}, in time and memory bounded by the limits. Fields that the specification
 * does not define are skipped; of a field that comes more than once the last counts. A metric without value is null, whether the message says so or not.
 * Thread-safe.
 */
public final class SparkplugDecoder {
    private final DecoderLimits limits;

    public SparkplugDecoder() {
        this(DecoderLimits.DEFAULT);
    }

    public SparkplugDecoder(DecoderLimits limits) {
        this.limits = limits;
    }

    public Payload decode(byte[] bytes) throws MalformedPayloadException {
        Decoding decoding = new Decoding(bytes, limits);
        WireReader in = decoding.in();
        MetricReader metricReader = new MetricReader(decoding);
        OptionalLong timestamp = OptionalLong.empty();
        List<Metric> metrics = new ArrayList<>();
        OptionalInt seq = OptionalInt.empty();
        Optional<String> uuid = Optional.empty();
        Bytes body = Bytes.EMPTY;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.PAYLOAD_TIMESTAMP -> timestamp = OptionalLong.of(CheckedNumber.timestamp(tag, in));
                case Fields.PAYLOAD_METRICS -> metrics.add(metricReader.readNested(tag));
                case Fields.PAYLOAD_SEQ -> seq = OptionalInt.of(CheckedNumber.sequenceNumber(tag, in));
                case Fields.PAYLOAD_UUID -> uuid = Optional.of(decoding.string(tag));
                case Fields.PAYLOAD_BODY -> body = in.byteString(tag);
                default -> in.skip(tag);
            }
        }
        return new Payload(timestamp, metrics, seq, uuid, body);
    }

    /** Reads what {@link SparkplugEncoder#encodeMetric} wrote. */
    public Metric decodeMetric(byte[] bytes) throws MalformedPayloadException {
        return new MetricReader(new Decoding(bytes, limits)).read();
    }
}
