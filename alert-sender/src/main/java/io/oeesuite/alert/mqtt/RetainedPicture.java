package io.oeesuite.alert.mqtt;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.oeesuite.alert.decide.Incidents;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.contracts.Incident;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.MqttConnection;
import io.vertx.core.Vertx;

/**
 * Keeps what the broker retains the same as what is open. A broker may have lost what it retained, or brought back what is long over: after each connection all
 * is published anew. What differs is published when it differs twice in a row, for the incidents learn of an alert a moment after MQTT has shown it.
 */
@ApplicationScoped
class RetainedPicture {
    static final Duration LOOK = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(RetainedPicture.class);
    private static final int AT_LEAST_ONCE = 1;

    private final Vertx vertx;
    private final Incidents incidents;
    private final AlertJson json;
    /** By topic. */
    private final Map<String, byte[]> shown = new ConcurrentHashMap<>();
    /** What has differed at the last look, by topic. */
    private Map<String, byte[]> different = Map.of();

    private volatile Optional<MqttConnection> connection = Optional.empty();

    RetainedPicture(Vertx vertx, Incidents incidents, AlertJson json) {
        this.vertx = vertx;
        this.incidents = incidents;
        this.json = json;
    }

    void publishThrough(MqttConnection opened) {
        connection = Optional.of(opened);
        vertx.setPeriodic(LOOK.toMillis(), timer -> {
            if (connection.isEmpty()) {
                vertx.cancelTimer(timer);
                return;
            }
            vertx.executeBlocking(() -> {
                        look();
                        return null;
                    })
                    .onFailure(failure -> LOG.warnf(failure, "What MQTT retains could not be compared"));
        });
    }

    void end() {
        connection = Optional.empty();
    }

    /** Nobody knows what the broker retains. */
    void isUnknown() {
        shown.clear();
    }

    /** The broker has it. */
    void isShown(String topic, byte[] payload) {
        shown.put(topic, payload);
    }

    private synchronized void look() {
        Optional<MqttConnection> open = connection.filter(each -> each.state() instanceof ConnectionState.Connected);
        if (open.isEmpty()) {
            return;
        }
        Map<String, byte[]> now = new HashMap<>();
        for (RetainedAlert retained : OpenAlerts.of(remembered())) {
            byte[] payload = retained.payload(json);
            if (!Arrays.equals(payload, shown.get(retained.topic()))) {
                now.put(retained.topic(), payload);
            }
        }
        now.forEach((topic, payload) -> {
            if (Arrays.equals(payload, different.get(topic))) {
                open.get().publish(topic, payload, AT_LEAST_ONCE, true).onSuccess(_ -> isShown(topic, payload));
            }
        });
        different = now;
    }

    private List<Incident> remembered() {
        try {
            return incidents.all();
        } catch (IllegalStateException notYet) {
            return List.of();
        }
    }
}
