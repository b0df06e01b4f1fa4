package io.oeesuite.analytics.witness;

import java.time.Clock;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.PayloadCursor;

/** Hears what edge nodes say on MQTT: that a message came, and its sequence number. Called on the connection's event loop only. */
final class MqttEar implements ConnectionListener {
    private static final String NODE_BIRTH = "/NBIRTH/";

    private final Witness witness;
    private final Clock clock;
    private final PayloadCursor cursor = new PayloadCursor();

    MqttEar(Witness witness, Clock clock) {
        this.witness = witness;
        this.clock = clock;
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        witness.listeningAnew();
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
        if (message.retained()) {
            return;
        }
        long now = clock.millis();
        witness.heardOnMqtt(message.topic(), message.payload(), now)
                .ifPresent(node -> readSequenceNumber(node, message, now));
    }

    private void readSequenceNumber(EdgeNodeWitness node, InboundMessage message, long nowMs) {
        try {
            cursor.on(message.payload());
        } catch (MalformedPayloadException deadLetter) {
            return;
        }
        if (cursor.hasSeq()) {
            node.sequenceNumber(cursor.seq(), message.topic().contains(NODE_BIRTH), nowMs);
        }
    }
}
