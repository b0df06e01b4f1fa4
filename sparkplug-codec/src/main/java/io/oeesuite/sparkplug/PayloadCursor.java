package io.oeesuite.sparkplug;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/**
 * Walks over the metrics of a payload without allocating: {@link #on} sets it upon the bytes and reads the envelope, the fields around the metrics; each
 * {@link #next} reads one metric into {@link #metric}. Nothing is copied, so the bytes must not change meanwhile.
 *
 * <p>Refuses what {@link SparkplugDecoder} refuses, except that it looks neither into nested messages (meta data, properties, data sets, templates) nor at
 * whether a value fits its data type. Not thread-safe; made to be reused.
 */
public final class PayloadCursor {
    private final DecoderLimits limits;
    private final WireReader in = new WireReader();
    private final MetricCursor metric = new MetricCursor();

    private boolean hasTimestamp;
    private long timestamp;
    private boolean hasSeq;
    private int seq;
    private int metricCount;

    public PayloadCursor() {
        this(DecoderLimits.DEFAULT);
    }

    public PayloadCursor(DecoderLimits limits) {
        this.limits = limits;
    }

    public void on(byte[] bytes) throws MalformedPayloadException {
        on(bytes, 0, bytes.length);
    }

    /** Reads the envelope; the cost hardly depends on what the metrics contain. */
    public void on(byte[] bytes, int offset, int length) throws MalformedPayloadException {
        in.on(bytes, offset, length);
        hasTimestamp = false;
        hasSeq = false;
        metricCount = 0;
        if (length > limits.maxPayloadBytes()) {
            throw in.malformed(Reason.PAYLOAD_TOO_LARGE);
        }
        while (in.hasMore()) {
            readEnvelopeField(in.tag());
        }
        in.on(bytes, offset, length);
    }

    private void readEnvelopeField(int tag) throws MalformedPayloadException {
        switch (WireType.field(tag)) {
            case Fields.PAYLOAD_TIMESTAMP -> {
                timestamp = CheckedNumber.timestamp(tag, in);
                hasTimestamp = true;
            }
            case Fields.PAYLOAD_METRICS -> {
                in.advance(in.length(tag));
                if (++metricCount > limits.maxMetrics()) {
                    throw in.malformed(Reason.TOO_MANY_METRICS);
                }
            }
            case Fields.PAYLOAD_SEQ -> {
                seq = CheckedNumber.sequenceNumber(tag, in);
                hasSeq = true;
            }
            case Fields.PAYLOAD_UUID -> in.advance(in.stringLength(tag, limits.maxStringBytes()));
            case Fields.PAYLOAD_BODY -> in.advance(in.length(tag));
            default -> in.skip(tag);
        }
    }

    /** Goes to the next metric; false when there is none. */
    public boolean next() throws MalformedPayloadException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (WireType.field(tag) == Fields.PAYLOAD_METRICS) {
                int outer = in.enter(tag);
                metric.read(in, limits.maxStringBytes());
                in.leave(outer);
                return true;
            }
            in.skip(tag);
        }
        return false;
    }

    /** The metric that {@link #next} has read; the same object every time. */
    public MetricCursor metric() {
        return metric;
    }

    public boolean hasTimestamp() {
        return hasTimestamp;
    }

    /** When the message was made, milliseconds since 1970 UTC; only where {@link #hasTimestamp}. */
    public long timestamp() {
        return timestamp;
    }

    public boolean hasSeq() {
        return hasSeq;
    }

    /** 0..255; only where {@link #hasSeq}. */
    public int seq() {
        return seq;
    }

    public int metricCount() {
        return metricCount;
    }
}
