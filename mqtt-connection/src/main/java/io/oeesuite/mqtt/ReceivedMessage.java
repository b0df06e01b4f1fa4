package io.oeesuite.mqtt;

/** A message and its place in the queue of acknowledgements. */
final class ReceivedMessage implements InboundMessage {
    private final AcknowledgementQueue queue;
    private final int packetId;
    private final String topic;
    private final byte[] payload;
    private final int qos;
    private final boolean retained;
    private final boolean duplicate;
    private volatile boolean acknowledged;

    ReceivedMessage(
            AcknowledgementQueue queue,
            int packetId,
            String topic,
            byte[] payload,
            int qos,
            boolean retained,
            boolean duplicate) {
        this.queue = queue;
        this.packetId = packetId;
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retained = retained;
        this.duplicate = duplicate;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte[] payload() {
        return payload;
    }

    @Override
    public int qos() {
        return qos;
    }

    @Override
    public boolean retained() {
        return retained;
    }

    @Override
    public boolean duplicate() {
        return duplicate;
    }

    @Override
    public void acknowledge() {
        if (!acknowledged) {
            acknowledged = true;
            queue.wake();
        }
    }

    /** What it takes of the limits, bytes. */
    int size() {
        return payload.length + topic.length();
    }

    int packetId() {
        return packetId;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }
}
