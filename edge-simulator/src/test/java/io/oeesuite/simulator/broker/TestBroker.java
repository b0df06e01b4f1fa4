package io.oeesuite.simulator.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.simulator.settings.BrokerSettings;

/** The broker that all tests of a run share, whichever class loader they live in. It ends with the JVM. */
public final class TestBroker {

    private static final String HOST = "127.0.0.1";
    private static final String PORT = "test.broker.port";
    private static final String PLAIN_PORT = "test.broker.plain";
    private static final String CERTIFICATES = "test.broker.certificates";

    private TestBroker() {}

    /** Starts it if no test has done so yet. */
    public static synchronized void start(String... clients) {
        if (System.getProperty(PORT) == null) {
            LocalStack stack = LocalStack.start(LocalStack.options().broker().plainListener());
            System.setProperty(PLAIN_PORT, String.valueOf(stack.mqttPlainPort()));
            System.setProperty(CERTIFICATES, stack.certificates().folder().toString());
            System.setProperty(PORT, String.valueOf(stack.mqttPort()));
        }
        for (String client : clients) {
            Certificates.in(Path.of(System.getProperty(CERTIFICATES))).client(client);
        }
    }

    public static int plainPort() {
        return Integer.getInteger(PLAIN_PORT);
    }

    /** The environment of a simulator whose nodes connect over mutual TLS with certificates of their own. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("MQTT_BROKER_HOST", HOST);
        environment.put("MQTT_BROKER_PORT", System.getProperty(PORT));
        environment.put("MQTT_USE_TLS", "true");
        environment.put("SIMULATOR_CERTS_DIR", System.getProperty(CERTIFICATES));
        return environment;
    }

    public static MqttSettings settings(String clientId) {
        Function<String, Optional<String>> lookup =
                name -> Optional.ofNullable(environment().get(name));
        return new BrokerSettings(lookup, lookup.apply("SIMULATOR_CERTS_DIR").map(Path::of)).of(clientId);
    }
}
