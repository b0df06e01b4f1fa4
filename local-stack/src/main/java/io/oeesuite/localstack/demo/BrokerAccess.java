package io.oeesuite.localstack.demo;

import java.util.Map;

/** How the services reach the MQTT broker. */
interface BrokerAccess {

    /** The {@code MQTT_*} variables of the client of this id. */
    Map<String, String> environment(String clientId);

    /** The same for a process that plays many clients, each with its own id. */
    Map<String, String> environmentOfMany();

    /** For people. */
    String where();
}
