package io.oeesuite.systemtests.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.systemtests.policy.Mosquitto;
import io.oeesuite.systemtests.suite.PlantScenario;
import io.oeesuite.systemtests.suite.ServiceEnvironment;
import io.oeesuite.systemtests.suite.ServiceProcess;

import static org.awaitility.Awaitility.await;

/**
 * A suite of this test alone: it must have heard of no other test's faults. Broker, Kafka, PostgreSQL, the five services as ./oee demo runs them, a plant that speaks,
 * HAProxy in front of the broker and a Mosquitto, and Prometheus, which scrapes all of it.
 */
final class MonitoredSuite implements AutoCloseable {
    static final List<String> SERVICES =
            List.of("ingest-service", "oee-analytics-service", "alert-sender", "command-service", "auth-service");
    static final List<String> EDGE_NODES = List.of("edge_MONITORED-LINE01", "edge_MONITORED-LINE02");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final LocalStack stack;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final int mailPort = FreePort.next();
    private final Mosquitto mosquitto;
    private final Haproxy haproxy;
    private final Prometheus prometheus;

    /** Returns when the plant's messages arrive and all is scraped. */
    MonitoredSuite(Path folder) throws IOException {
        this.folder = folder;
        stack = LocalStack.start(
                LocalStack.options().broker().plainListener().kafka().postgres());
        try {
            start();
            mosquitto = new Mosquitto(
                    Files.createDirectories(folder.resolve("mosquitto")), "topic readwrite #\n", stack.certificates());
            haproxy = new Haproxy(
                    folder.resolve("haproxy"),
                    stack.certificates(),
                    List.of(stack.mqttPort(), mosquitto.tlsPort(), mosquitto.tlsPort()));
            // what was slow while everything started is not what the objectives are about
            await().atMost(LIMIT).until(this::isFlowing);
            prometheus = new Prometheus(folder.resolve("prometheus"), ports());
        } catch (IOException | RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private void start() throws IOException {
        Certificates certificates = stack.certificates();
        add("ingest-service", "analytics_INGEST-0", Map.of());
        add("oee-analytics-service", "analytics_OEE-PROCESSOR", Map.of());
        add(
                "alert-sender",
                "alert_SENDER",
                Map.of(
                        "OEE_ALERT_MAIL_TO", "shift@plant.example",
                        "OEE_ALERT_MAIL_FROM", "alerts@plant.example",
                        "OEE_ALERT_MAIL_HOST", "127.0.0.1",
                        "OEE_ALERT_MAIL_PORT", String.valueOf(mailPort),
                        "OEE_ALERT_MAIL_START_TLS", "DISABLED",
                        "OEE_ALERT_LONGEST_PAUSE", "1S"));
        add("command-service", "scada_PRIMARY-HOST", Map.of());
        add(
                "auth-service",
                "auth_SERVICE",
                Map.of(
                        "OEE_CA_CERTFILE",
                        certificates.authority().toString(),
                        "OEE_CA_KEYFILE",
                        certificates.folder().resolve("ca.key").toString(),
                        "OEE_CA_CHECK",
                        "PT1S",
                        // a list that nobody makes anew falls below an hour after two minutes
                        "OEE_CA_CRL_VALIDITY",
                        "PT1H2M"));
        // two by two: all at once would take longer on a small machine
        start("ingest-service", "oee-analytics-service");
        start("alert-sender", "command-service");
        plant();
        start("auth-service", "edge-simulator");
    }

    private void add(String name, String clientId, Map<String, String> own) {
        Map<String, String> environment = ServiceEnvironment.of(stack, clientId, folder.resolve(name));
        environment.putAll(own);
        services.put(name, new ServiceProcess(name, "monitored-" + name, environment));
    }

    private void start(String... names) {
        Stream.of(names).forEach(name -> service(name).start());
        Stream.of(names).forEach(name -> service(name).awaitReady());
    }

    private void plant() throws IOException {
        EDGE_NODES.forEach(stack.certificates()::client);
        PlantScenario scenario = new PlantScenario();
        EDGE_NODES.forEach(node -> scenario.line("MONITORED", node, 3));
        Path file = scenario.writeTo(folder);
        var plant = new ServiceProcess(
                "edge-simulator",
                "monitored-plant",
                Map.of(
                        "MQTT_BROKER_HOST", stack.mqttHost(),
                        "MQTT_BROKER_PORT", String.valueOf(stack.mqttPort()),
                        "MQTT_USE_TLS", "true",
                        "SIMULATOR_CERTS_DIR", stack.certificates().folder().toString(),
                        "SIMULATOR_DATA_DIR", folder.resolve("plant").toString(),
                        "SIMULATOR_SCENARIO", file.toString(),
                        // more to say
                        "SIMULATOR_TIME_SCALE", "4"));
        services.put("edge-simulator", plant);
    }

    private boolean isFlowing() {
        return Scrape.of(service("oee-analytics-service"))
                        .value("oee_store_delay_seconds_count{topic=\"oee.ledger.v1\"}")
                > 20;
    }

    private Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        SERVICES.forEach(name -> ports.put(name, service(name).port()));
        ports.put("haproxy", haproxy.metricsPort());
        return ports;
    }

    LocalStack stack() {
        return stack;
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    Mosquitto mosquitto() {
        return mosquitto;
    }

    Prometheus prometheus() {
        return prometheus;
    }

    /** Where alert-sender expects a mail server. */
    int mailPort() {
        return mailPort;
    }

    /** The same record again and again, as somebody who may write everything; returns when Kafka has all. */
    void write(ProducerRecord<byte[], byte[]> record, int times) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(
                stack.kafkaClient("admin_OPS"), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> written =
                    Stream.generate(() -> producer.send(record)).limit(times).toList();
            for (Future<RecordMetadata> each : written) {
                each.get();
            }
        }
    }

    @Override
    public void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (haproxy != null) {
            haproxy.close();
        }
        if (mosquitto != null) {
            mosquitto.close();
        }
        services.values().forEach(ServiceProcess::kill);
        stack.close();
    }
}
