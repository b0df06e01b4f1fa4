package io.oeesuite.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the broker promises about messages it has taken. */
class BrokerDeliveryTest {

    private static LocalStack stack;
    private static MqttPeers peers;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().broker());
        peers = new MqttPeers(stack);
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void aSharedSubscriptionGivesEachMessageToOneOfItsClients() {
        Queue<String> first = listen("analytics_SHARED-0", "$share/ingest/spBv1.0/SHARED/#", true);
        Queue<String> second = listen("analytics_SHARED-1", "$share/ingest/spBv1.0/SHARED/#", true);

        for (int burst = 0; burst < 20; burst++) {
            publish("edge_SHARED", "spBv1.0/SHARED/NDATA/edge_SHARED", "burst " + burst, 10, false);
        }

        await().untilAsserted(() -> assertThat(first.size() + second.size()).isGreaterThanOrEqualTo(200));
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(all).doesNotHaveDuplicates().hasSize(200);
        assertThat(first).isNotEmpty();
        assertThat(second).isNotEmpty();
    }

    @Test
    void aPersistentSessionGetsWhatItMissedAlsoOverAKillOfTheBroker() {
        Mqtt3AsyncClient listener = client("analytics_PERSISTENT");
        listener.connectWith().cleanSession(false).send().join();
        listener.subscribeWith()
                .topicFilter("spBv1.0/PERSISTENT/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        listener.disconnect().join();

        publish("edge_PERSISTENT", "spBv1.0/PERSISTENT/NDATA/edge_PERSISTENT", 3000, false);
        stack.broker().kill();
        stack.broker().start();

        Set<String> heard = ConcurrentHashMap.newKeySet();
        Mqtt3AsyncClient again = client("analytics_PERSISTENT");
        again.publishes(MqttGlobalPublishFilter.ALL, message -> heard.add(text(message)));
        again.connectWith().cleanSession(false).send().join();
        await().untilAsserted(() -> assertThat(heard).hasSize(3000));
        again.disconnect().join();
    }

    @Test
    void whatWasNotAcknowledgedComesAgain() {
        Mqtt3AsyncClient listener = client("analytics_FORGETFUL");
        Queue<Mqtt3Publish> heard = new ConcurrentLinkedQueue<>();
        listener.publishes(MqttGlobalPublishFilter.ALL, heard::add, true);
        listener.connectWith().cleanSession(false).send().join();
        listener.subscribeWith()
                .topicFilter("spBv1.0/FORGETFUL/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        publish("edge_FORGETFUL", "spBv1.0/FORGETFUL/NDATA/edge_FORGETFUL", 100, false);
        await().until(() -> !heard.isEmpty());
        listener.disconnect().join();

        Queue<Mqtt3Publish> again = new ConcurrentLinkedQueue<>();
        Mqtt3AsyncClient reconnected = client("analytics_FORGETFUL");
        reconnected.publishes(MqttGlobalPublishFilter.ALL, again::add);
        reconnected.connectWith().cleanSession(false).send().join();

        await().untilAsserted(() -> assertThat(again).hasSize(100));
        assertThat(again.stream().map(BrokerDeliveryTest::text))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(number -> "message " + number)
                        .toList());
        reconnected.disconnect().join();
    }

    @Test
    void aRetainedMessageWaitsForWhoComesLater() {
        publish("scada_RETAINED", "spBv1.0/STATE/RETAINED", 1, true);

        Queue<String> heard = listen("edge_RETAINED", "spBv1.0/STATE/RETAINED", true);

        await().untilAsserted(() -> assertThat(heard).containsExactly("message 0"));
    }

    @Test
    void aWillIsPublishedWhenItsClientIsCutOff() {
        Queue<String> heard = listen("analytics_MOURNER", "spBv1.0/WILL/#", true);
        Mqtt3AsyncClient edge = client("edge_WILL");
        edge.connectWith()
                .willPublish()
                .topic("spBv1.0/WILL/NDEATH/edge_WILL")
                .payload("gone".getBytes(UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .applyWillPublish()
                .send()
                .join();

        Mqtt3AsyncClient usurper = client("edge_WILL");
        usurper.connect().join();

        await().untilAsserted(() -> assertThat(heard).containsExactly("gone"));
        usurper.disconnect().join();
    }

    private static Mqtt3AsyncClient client(String clientId) {
        return peers.client(clientId).useMqttVersion3().buildAsync();
    }

    private static Queue<String> listen(String clientId, String filter, boolean clean) {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        Mqtt3AsyncClient client = client(clientId);
        client.publishes(MqttGlobalPublishFilter.ALL, message -> heard.add(text(message)));
        client.connectWith().cleanSession(clean).send().join();
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        return heard;
    }

    private static void publish(String clientId, String topic, int count, boolean retain) {
        publish(clientId, topic, "message", count, retain);
    }

    private static void publish(String clientId, String topic, String text, int count, boolean retain) {
        Mqtt3AsyncClient client = client(clientId);
        client.connect().join();
        CompletableFuture.allOf(IntStream.range(0, count)
                        .mapToObj(number -> client.publishWith()
                                .topic(topic)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .retain(retain)
                                .payload((text + " " + number).getBytes(UTF_8))
                                .send())
                        .toArray(CompletableFuture[]::new))
                .join();
        client.disconnect().join();
    }

    private static String text(Mqtt3Publish message) {
        return new String(message.getPayloadAsBytes(), UTF_8);
    }
}
