package io.oeesuite.localstack.demo;

import java.nio.file.Path;
import java.util.Map;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.LocalStack;

/** The broker of the demo itself; every client has its certificate in the folder. */
record LocalBroker(LocalStack stack) implements BrokerAccess {

    @Override
    public Map<String, String> environment(String clientId) {
        return stack.mqttEnvironment(clientId);
    }

    @Override
    public Map<String, String> environmentOfMany() {
        Certificates certificates = stack.certificates();
        Path folder = certificates.folder();
        return Map.of(
                "MQTT_BROKER_HOST", stack.mqttHost(),
                "MQTT_BROKER_PORT", String.valueOf(stack.mqttPort()),
                "MQTT_USE_TLS", "true",
                "MQTT_CA_CERTS", certificates.authority().toString(),
                "MQTT_CERTFILE", folder.resolve("client_{clientId}.crt").toString(),
                "MQTT_KEYFILE", folder.resolve("client_{clientId}.key").toString());
    }

    @Override
    public String where() {
        return "localhost:" + stack.mqttPort() + " with TLS, wss://localhost:" + stack.mqttWebSocketPort() + "/mqtt";
    }
}
