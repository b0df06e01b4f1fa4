package io.oeesuite.systemtests.monitoring;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Topic;
import io.oeesuite.contracts.Window;
import io.oeesuite.localstack.Certificates;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.edge.SparkplugEdge;
import io.oeesuite.systemtests.suite.CommittedLog;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is done to the suite, for real: processes end and halt, servers are away, others say and write what they should not. */
final class Faults implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_HALTS = 6;
    private static final Duration BETWEEN_HALTS = Duration.ofSeconds(20);
    private static final String ADMIN = "admin_OPS";
    private static final byte[] GARBAGE = "this is not what anybody expects".getBytes(StandardCharsets.UTF_8);
    private static final String MACHINE = "MONITORED/edge_MONITORED-LINE01/M1";
    /** More than the 10,000 and the 50,000 of the rules. */
    private static final int FLOOD = 40_000;

    private static final int FLOOD_OF_RESULTS = 60_000;

    private final MonitoredSuite suite;
    private final Alarms alarms;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Deque<String> serials = new ArrayDeque<>();
    private Optional<Future<?>> goingOn = Optional.empty();
    private Optional<SparkplugEdge> edge = Optional.empty();
    private Optional<GreenMail> mail = Optional.empty();

    Faults(MonitoredSuite suite, Alarms alarms) {
        this.suite = suite;
        this.alarms = alarms;
    }

    void nothing() {}

    void letTimePass() {}

    /** With each revocation there is a new one, which is good for more than an hour. */
    void renewRevocationList() throws IOException {
        note("edge_REVOKED", 365);
        revoke();
    }

    void noteCertificateOf20Days() throws IOException {
        note("edge_ENDS-SOON", 20);
    }

    void noteCertificateOf3Days() throws IOException {
        note("dashboard_ENDS-SOONER", 3);
    }

    /** One of those noted, if any is left. */
    void revoke() {
        Optional.ofNullable(serials.poll())
                .ifPresent(
                        serial -> auth("/api/v1/certificates/" + serial + "/revoke", Map.of("reason", "superseded")));
    }

    /** A certificate that the authority's key has signed elsewhere, and that auth-service is told of. */
    private void note(String clientId, int days) throws IOException {
        Certificates.Identity identity = suite.stack().certificates().expiringClient(clientId, days);
        serials.add(auth("/api/v1/certificates", Map.of("certificate", Files.readString(identity.certificate())))
                .extract()
                .path("serial"));
    }

    private ValidatableResponse auth(String path, Object body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(suite.service("auth-service").http(path))
                .then()
                .statusCode(200);
    }

    /** Until it is told: how many messages a halt delays is up to the moment. */
    void haltKafka() throws Exception {
        for (int halts = 0; halts < MOST_HALTS; halts++) {
            haltKafkaOnce();
            if (alarms.hasFiredWithin(BETWEEN_HALTS, "IngestDelayBudgetBurnsFast")) {
                return;
            }
        }
    }

    /** For longer than a second, and not so long that the Sparkplug host gives up and the plant falls silent. */
    private void haltKafkaOnce() throws Exception {
        signal(suite.stack().kafka().pid(), "STOP");
        try {
            await().atMost(LIMIT)
                    .during(Duration.ofSeconds(3))
                    .until(() -> Scrape.of(suite.service("ingest-service")).value("oee_receive_unstored") > 0);
        } finally {
            signal(suite.stack().kafka().pid(), "CONT");
        }
    }

    void tellOverMail() throws Exception {
        long now = System.currentTimeMillis();
        Alert.Builder alert = Alert.newBuilder()
                .setEquipment(MACHINE)
                .setRule("machine-down")
                .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                .setStatus(AlertStatus.ALERT_STATUS_OPEN)
                .setStartMs(now - 600_000)
                .setRaisedMs(now)
                .setLimitMs(300_000);
        write(
                Topic.ALERTS,
                MACHINE,
                alert.setId("11111111-1111-4111-8111-111111111111").build().toByteArray(),
                1);
        Notification sinceLong = Notification.newBuilder()
                .setId("since long")
                .setChannel("mail")
                .setCause(NotificationCause.NOTIFICATION_CAUSE_RAISED)
                .setAlert(alert.setId("22222222-2222-4222-8222-222222222222"))
                .setDecidedMs(now - Duration.ofMinutes(6).toMillis())
                .build();
        write(Topic.NOTIFICATIONS, MACHINE, sinceLong.toByteArray(), 1);
    }

    void startMailServer() {
        GreenMail server = new GreenMail(new ServerSetup(suite.mailPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        mail = Optional.of(server);
    }

    void sayGarbage() throws Exception {
        edge().raw("spBv1.0/GARBAGE/NDATA/edge_GARBAGE", GARBAGE);
    }

    void writeGarbage() throws Exception {
        for (Topic topic : List.of(Topic.EVENTS, Topic.LEDGER, Topic.ALERTS)) {
            write(topic, MACHINE, GARBAGE, 1);
        }
    }

    /** It comes back when the alert about what waits for it fires; what the plant said meanwhile is late on the board then. */
    void killPostgres() throws Exception {
        suite.stack().postgres().kill();
        try {
            long hour = Duration.ofHours(1).toMillis();
            long start = System.currentTimeMillis() / hour * hour - 24 * hour;
            OeeResult result = OeeResult.newBuilder()
                    .setEquipment(MACHINE)
                    .setWindow(Window.WINDOW_HOUR)
                    .setStartMs(start)
                    .setEndMs(start + hour)
                    .setVersion(1)
                    .build();
            write(Topic.RESULTS, MACHINE + "|hour|" + start + "|1", result.toByteArray(), FLOOD_OF_RESULTS);
            alarms.await("StoreLag");
        } finally {
            suite.stack().postgres().start();
        }
    }

    void killIngest() throws Exception {
        suite.service("ingest-service").kill();
        try {
            alarms.await("ServiceDown", "CompletenessBudgetBurnsFast", "CompletenessBudgetBurnsSlowly");
            flood(Topic.RAW);
        } finally {
            suite.service("ingest-service").start();
        }
    }

    void killAnalytics() throws Exception {
        suite.service("oee-analytics-service").kill();
        try {
            flood(Topic.EVENTS);
        } finally {
            suite.service("oee-analytics-service").start();
        }
    }

    /** What somebody has said last, again and again. */
    private void flood(Topic topic) throws Exception {
        ConsumerRecord<byte[], byte[]> last = new CommittedLog(suite.stack().kafkaClient(ADMIN))
                .read(topic, key -> key.startsWith("MONITORED/"))
                .getLast();
        suite.write(
                new ProducerRecord<>(topic.topicName(), null, null, last.key(), last.value(), last.headers()), FLOOD);
    }

    /** Twenty a second, each of them new. */
    void startStorm() throws Exception {
        SparkplugEdge client = edge();
        AtomicInteger number = new AtomicInteger();
        goOn(
                Duration.ofMillis(50),
                () -> client.raw(
                        "spBv1.0/STORM/NDATA/edge_STORM-" + number.incrementAndGet(),
                        SparkplugEncoder.encode(Payload.of(System.currentTimeMillis(), 7, List.of()))));
    }

    /** Whatever comes is older than the topic takes. */
    void closeRawLog() throws Exception {
        configureRawLog(Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime",
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "0"));
    }

    void openRawLog() throws Exception {
        configureRawLog(Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                String.valueOf(Long.MAX_VALUE)));
    }

    private void configureRawLog(Map<String, String> settings) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.RAW.topicName());
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(suite.stack().kafkaClient(ADMIN))) {
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        }
    }

    /** It connects, takes nothing and goes; with each time the broker throws the real one out. */
    void startTwin() {
        goOn(Duration.ofSeconds(3), () -> {
            byte[] id = "analytics_INGEST-0".getBytes(StandardCharsets.UTF_8);
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), suite.stack().mqttPlainPort())) {
                // CONNECT of MQTT 3.1.1, keeping the session, keepalive 60 s
                socket.getOutputStream().write(new byte[] {
                    0x10, (byte) (12 + id.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 0, 0, 60, 0, (byte) id.length
                });
                socket.getOutputStream().write(id);
                assertThat(new DataInputStream(socket.getInputStream()).readInt() & 0xFF)
                        .isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void endWhatGoesOn() {
        goingOn.ifPresent(running -> running.cancel(false));
        goingOn = Optional.empty();
    }

    private void goOn(Duration interval, Runnable deed) {
        assertThat(goingOn).isEmpty();
        Runnable again = () -> {
            try {
                deed.run();
            } catch (RuntimeException | AssertionError once) {
                // the timer would end: whether it goes on often enough, the alert tells
                System.out.println("Failed once: " + once);
            }
        };
        goingOn = Optional.of(timer.scheduleAtFixedRate(again, 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    void killMosquitto() {
        suite.mosquitto().kill();
    }

    void startMosquitto() throws IOException {
        suite.mosquitto().start();
    }

    void killBroker() {
        suite.stack().broker().kill();
    }

    void startBroker() {
        suite.stack().broker().start();
    }

    private void write(Topic topic, String key, byte[] value, int times) throws Exception {
        suite.write(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value), times);
    }

    /** A client that may say everything. */
    private SparkplugEdge edge() throws GeneralSecurityException, IOException {
        if (edge.isEmpty()) {
            suite.stack().certificates().client(ADMIN);
            PemIdentity identity = PemIdentity.of(suite.stack().certificates().folder(), ADMIN);
            edge = Optional.of(SparkplugEdge.connect(
                    suite.stack().mqttHost(), suite.stack().mqttPort(), identity, "GARBAGE", ADMIN));
        }
        return edge.get();
    }

    private static void signal(long pid, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        mail.ifPresent(GreenMail::stop);
    }
}
