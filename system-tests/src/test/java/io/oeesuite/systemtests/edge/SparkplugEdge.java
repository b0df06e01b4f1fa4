package io.oeesuite.systemtests.edge;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SequenceNumber;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.SparkplugTopic;

/** An edge node that says exactly what a test tells it to, over mutual TLS, with an MQTT client that is not the suite's. Every publish returns after its PUBACK. */
public final class SparkplugEdge implements AutoCloseable {
    private static final Metric BD_SEQ = Metric.of("bdSeq", DataType.UINT64, 0);

    private final String group;
    private final String node;
    private final Mqtt3BlockingClient client;
    private int seq;

    private SparkplugEdge(String group, String node, Mqtt3BlockingClient client) {
        this.group = group;
        this.node = node;
        this.client = client;
    }

    /** Connects with the NDEATH as will. The node id is the client id, and the name in the certificate. */
    public static SparkplugEdge connect(String host, int port, PemIdentity identity, String group, String node)
            throws GeneralSecurityException, IOException {
        var client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(node)
                .serverHost(host)
                .serverPort(port)
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(identity.trust())
                        .keyManagerFactory(identity.keys())
                        .build())
                .buildBlocking();
        client.connectWith()
                .cleanSession(true)
                .willPublish()
                .topic(SparkplugTopic.ofNode(group, MessageType.NDEATH, node).toString())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(SparkplugEncoder.encode(Payload.withoutSeq(System.currentTimeMillis(), List.of(BD_SEQ))))
                .applyWillPublish()
                .send();
        return new SparkplugEdge(group, node, client);
    }

    public void birth(long time) {
        seq = 0;
        var metrics = List.of(BD_SEQ.withTimestamp(time), Metric.of("Node Control/Rebirth", false));
        send(SparkplugTopic.ofNode(group, MessageType.NBIRTH, node), time, metrics);
    }

    public void birth(String device, long time, List<Metric> metrics) {
        send(SparkplugTopic.ofDevice(group, MessageType.DBIRTH, node, device), time, metrics);
    }

    public void data(String device, long time, List<Metric> metrics) {
        send(SparkplugTopic.ofDevice(group, MessageType.DDATA, node, device), time, metrics);
    }

    /** Any bytes on any topic, outside the sequence. */
    public void raw(String topic, byte[] payload) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send();
    }

    private void send(SparkplugTopic topic, long time, List<Metric> metrics) {
        raw(topic.toString(), SparkplugEncoder.encode(Payload.of(time, seq, metrics)));
        seq = SequenceNumber.next(seq);
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
