package io.oeesuite.localstack.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.oeesuite.localstack.LocalStackException;

/** The ports of the demo, all on 127.0.0.1. Each can be moved by an environment variable. */
record DemoPorts(
        int board,
        int command,
        int auth,
        int ingest,
        int alert,
        int simulator,
        int mqtt,
        int webSocket,
        int kafka,
        int postgres,
        int keycloak) {

    private static final String BOARD = "OEE_ANALYTICS_PORT";
    private static final String COMMAND = "OEE_COMMAND_PORT";
    private static final String AUTH = "OEE_AUTH_PORT";
    private static final String INGEST = "OEE_INGEST_PORT";
    private static final String ALERT = "OEE_ALERT_PORT";
    private static final String SIMULATOR = "OEE_SIMULATOR_PORT";
    private static final String MQTT = "OEE_MQTT_PORT";
    private static final String WEB_SOCKET = "OEE_WEBSOCKET_PORT";
    private static final String KAFKA = "OEE_KAFKA_PORT";
    private static final String POSTGRES = "OEE_POSTGRES_PORT";
    private static final String KEYCLOAK = "OEE_KEYCLOAK_PORT";

    /** @throws LocalStackException when a variable is not a port */
    static DemoPorts from(Function<String, Optional<String>> environment) {
        return new DemoPorts(
                port(environment, BOARD, 8080),
                port(environment, COMMAND, 8081),
                port(environment, AUTH, 8082),
                port(environment, INGEST, 8083),
                port(environment, ALERT, 8084),
                port(environment, SIMULATOR, 8090),
                port(environment, MQTT, 8883),
                port(environment, WEB_SOCKET, 9001),
                port(environment, KAFKA, 9092),
                port(environment, POSTGRES, 5432),
                port(environment, KEYCLOAK, 8180));
    }

    /** Those this start needs, by the variable that moves them. */
    Map<String, Integer> needed(DemoOptions options) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put(BOARD, board);
        needed.put(COMMAND, command);
        needed.put(AUTH, auth);
        needed.put(INGEST, ingest);
        needed.put(ALERT, alert);
        if (!options.empty()) {
            needed.put(SIMULATOR, simulator);
        }
        if (!options.externalBroker()) {
            needed.put(MQTT, mqtt);
            needed.put(WEB_SOCKET, webSocket);
        }
        needed.put(KAFKA, kafka);
        needed.put(POSTGRES, postgres);
        if (options.logins()) {
            needed.put(KEYCLOAK, keycloak);
        }
        return needed;
    }

    private static int port(Function<String, Optional<String>> environment, String variable, int usual) {
        String text =
                environment.apply(variable).filter(value -> !value.isBlank()).orElse(String.valueOf(usual));
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new LocalStackException(variable + " is not a port between 1 and 65535: " + text);
    }
}
