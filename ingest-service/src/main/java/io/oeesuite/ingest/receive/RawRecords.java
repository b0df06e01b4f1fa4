package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.mqtt.InboundMessage;

/**
 * Makes the records of {@code oee.raw.v1}. A plant publishes on the same topics again and again, so what depends on the topic alone is made once. Not
 * thread-safe.
 */
final class RawRecords {
    /** More topics than a large site has; a publisher that makes up new ones all the time costs time, not memory. */
    private static final int REMEMBERED_TOPICS = 50_000;

    /** Longer than those of a plant; so that the memory for topics has a bound in bytes. */
    private static final int LONGEST_REMEMBERED = 256;

    private static final Header RETAINED = header(RawHeaders.MQTT_RETAINED, "1");
    private static final Header DUP = header(RawHeaders.MQTT_DUP, "1");
    private static final Header[] QOS = {
        header(RawHeaders.MQTT_QOS, "0"), header(RawHeaders.MQTT_QOS, "1"), header(RawHeaders.MQTT_QOS, "2")
    };

    private final RawKey keys;
    private final Header receiver;
    private final LongSupplier clock;
    private final Map<String, Route> routes = new HashMap<>();
    private long headerTime = Long.MIN_VALUE;
    private Header receiveTime;

    /**
     * @param receiver who receives them, other than who receives from another broker
     * @param clock milliseconds since 1970 UTC
     */
    RawRecords(RawKey keys, String receiver, LongSupplier clock) {
        this.keys = keys;
        this.receiver = header(RawHeaders.MQTT_RECEIVER, receiver);
        this.clock = clock;
    }

    private record Route(byte[] key, Header topic) {}

    ProducerRecord<byte[], byte[]> of(InboundMessage message) {
        Route route = routes.get(message.topic());
        if (route == null) {
            route = route(message.topic());
        }
        return new ProducerRecord<>(
                Topic.RAW.topicName(), null, null, route.key(), message.payload(), headers(message, route));
    }

    private List<Header> headers(InboundMessage message, Route route) {
        List<Header> headers = new ArrayList<>(6);
        headers.add(route.topic());
        headers.add(QOS[message.qos()]);
        headers.add(receiver);
        headers.add(receiveTime());
        if (message.retained()) {
            headers.add(RETAINED);
        }
        if (message.duplicate()) {
            headers.add(DUP);
        }
        return headers;
    }

    private Route route(String topic) {
        var route = new Route(keys.of(topic).getBytes(StandardCharsets.UTF_8), header(RawHeaders.MQTT_TOPIC, topic));
        if (topic.length() > LONGEST_REMEMBERED) {
            return route;
        }
        if (routes.size() >= REMEMBERED_TOPICS) {
            routes.clear();
        }
        routes.put(topic, route);
        return route;
    }

    int remembered() {
        return routes.size();
    }

    /** Many messages come in the same millisecond. */
    private Header receiveTime() {
        long now = clock.getAsLong();
        if (now != headerTime) {
            headerTime = now;
            receiveTime = header(RawHeaders.RECEIVE_TIME, Long.toString(now));
        }
        return receiveTime;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
