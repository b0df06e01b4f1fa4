package io.oeesuite.systemtests.host;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.tahu.edge.EdgeClient;
import org.eclipse.tahu.edge.api.MetricHandler;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.DeviceDescriptor;
import org.eclipse.tahu.message.model.EdgeNodeDescriptor;
import org.eclipse.tahu.message.model.MessageType;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;
import org.eclipse.tahu.message.model.SparkplugBPayloadMap;
import org.eclipse.tahu.message.model.SparkplugBPayloadMap.SparkplugBPayloadMapBuilder;
import org.eclipse.tahu.message.model.SparkplugDescriptor;
import org.eclipse.tahu.message.model.Topic;
import org.eclipse.tahu.model.MqttServerDefinition;
import org.eclipse.tahu.mqtt.ClientCallback;
import org.eclipse.tahu.mqtt.MqttClientId;
import org.eclipse.tahu.mqtt.MqttServerName;
import org.eclipse.tahu.mqtt.MqttServerUrl;

/** An edge node on Eclipse Tahu's edge library, with one device whose metrics do as they are told. */
final class TahuEdge implements MetricHandler, ClientCallback, AutoCloseable {
    private static final String NAMESPACE = "spBv1.0";
    private static final String REBIRTH = "Node Control/Rebirth";
    private static final String BD_SEQ = "bdSeq";

    private final EdgeNodeDescriptor node;
    private final DeviceDescriptor device;
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private final Map<String, MetricDataType> types = new ConcurrentHashMap<>();
    private final AtomicInteger births = new AtomicInteger();
    private final EdgeClient client;
    private final Thread thread;

    TahuEdge(String group, String nodeId, String deviceId, int port) throws Exception {
        node = new EdgeNodeDescriptor(group, nodeId);
        device = new DeviceDescriptor(node, deviceId);
        var server = new MqttServerDefinition(
                new MqttServerName("local"),
                // Tahu subscribes to its own NDEATH too, which the role of edge nodes does not allow
                new MqttClientId("admin_" + nodeId, false),
                new MqttServerUrl("tcp://127.0.0.1:" + port),
                null,
                null,
                30,
                getDeathTopic());
        client = new EdgeClient(this, node, List.of(deviceId), null, false, 100L, List.of(server), this, null);
        thread = new Thread(client, "tahu-edge");
        thread.setDaemon(true);
    }

    TahuEdge with(String metric, MetricDataType type, Object value) {
        types.put(metric, type);
        values.put(metric, value);
        return this;
    }

    void start() {
        thread.start();
    }

    Object value(String metric) {
        return values.get(metric);
    }

    int births() {
        return births.get();
    }

    @Override
    public Topic getDeathTopic() {
        return new Topic(NAMESPACE, node, MessageType.NDEATH);
    }

    @Override
    public byte[] getDeathPayloadBytes() throws Exception {
        SparkplugBPayload death = new SparkplugBPayloadBuilder()
                .setTimestamp(new Date())
                .addMetric(new MetricBuilder(BD_SEQ, MetricDataType.Int64, 0L).createMetric())
                .createPayload();
        return new SparkplugBPayloadEncoder().getBytes(death, true);
    }

    @Override
    public void publishBirthSequence() {
        try {
            SparkplugBPayloadMap nbirth = new SparkplugBPayloadMapBuilder()
                    .setTimestamp(new Date())
                    .addMetric(new MetricBuilder(BD_SEQ, MetricDataType.Int64, 0L).createMetric())
                    .addMetric(new MetricBuilder(REBIRTH, MetricDataType.Boolean, false).createMetric())
                    .createPayload();
            client.publishNodeBirth(nbirth);
            var dbirth = new SparkplugBPayloadBuilder().setTimestamp(new Date());
            for (String name : values.keySet()) {
                dbirth.addMetric(metric(name));
            }
            client.publishDeviceBirth(device.getDeviceId(), dbirth.createPayload());
            births.incrementAndGet();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public boolean hasMetric(SparkplugDescriptor descriptor, String metricName) {
        return values.containsKey(metricName) || metricName.equals(BD_SEQ) || metricName.equals(REBIRTH);
    }

    @Override
    public void messageArrived(
            MqttServerName server, MqttServerUrl url, MqttClientId id, String topicName, MqttMessage message) {
        try {
            Topic topic = Topic.parseTopic(topicName);
            if (topic.isType(MessageType.STATE)) {
                return;
            }
            SparkplugBPayload command = new SparkplugBPayloadDecoder().buildFromByteArray(message.getPayload(), null);
            // Tahu's callbacks must not publish: they are on the thread that waits for the answers
            Thread.ofVirtual().start(() -> obey(topic, command));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void obey(Topic topic, SparkplugBPayload command) {
        try {
            for (Metric metric : command.getMetrics()) {
                if (topic.isType(MessageType.NCMD) && REBIRTH.equals(metric.getName())) {
                    client.handleRebirthRequest(Boolean.TRUE.equals(metric.getValue()));
                } else if (topic.isType(MessageType.DCMD) && values.containsKey(metric.getName())) {
                    values.put(metric.getName(), metric.getValue());
                    client.publishDeviceData(
                            device.getDeviceId(),
                            new SparkplugBPayloadBuilder()
                                    .setTimestamp(new Date())
                                    .addMetric(metric(metric.getName()))
                                    .createPayload());
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Metric metric(String name) throws Exception {
        return new MetricBuilder(name, types.get(name), values.get(name))
                .timestamp(new Date())
                .createMetric();
    }

    @Override
    public void connectComplete(boolean reconnect, MqttServerName server, MqttServerUrl url, MqttClientId id) {}

    @Override
    public void connectionLost(MqttServerName server, MqttServerUrl url, MqttClientId id, Throwable cause) {}

    @Override
    public void shutdown() {}

    @Override
    public void close() {
        client.shutdown();
    }
}
