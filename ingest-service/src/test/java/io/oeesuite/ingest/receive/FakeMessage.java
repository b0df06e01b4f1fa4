package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;

import io.oeesuite.mqtt.InboundMessage;

/** A message that counts its acknowledgements. */
final class FakeMessage implements InboundMessage {
    private final String topic;
    private final byte[] payload;
    private final boolean retained;
    boolean duplicate;
    int acknowledgements;

    FakeMessage(String topic, String text, boolean retained) {
        this.topic = topic;
        this.payload = text.getBytes(StandardCharsets.UTF_8);
        this.retained = retained;
    }

    static FakeMessage of(String text) {
        return new FakeMessage("spBv1.0/G/NDATA/N", text, false);
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
        return 1;
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
        acknowledgements++;
    }
}
