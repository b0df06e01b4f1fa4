package io.oeesuite.systemtests.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;

/** Whoever hears of alerts: a dashboard on MQTT, a webhook receiver, a mailbox; none of them is the suite's own code. */
final class Receivers implements AutoCloseable {
    private static final String DASHBOARD = "dashboard_OEE-PRODUCTION";
    private static final String SECRET = "a secret of this test";

    private final HttpServer webhook;
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private final Map<String, String> topics = new ConcurrentHashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Optional<Mqtt3AsyncClient> dashboard = Optional.empty();

    /** A request that was taken. */
    record Hook(String id, String body) {}

    Receivers() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        webhook.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean signed = signature(body).equals(exchange.getRequestHeaders().getFirst("X-OEE-Signature"));
            int status = signed ? answer.get() : 401;
            if (status == 204) {
                hooks.add(new Hook(
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        new String(body, StandardCharsets.UTF_8)));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        webhook.start();
        mail.start();
    }

    /** alert-sender for these receivers; not started. */
    ServiceProcess sender(Suite suite, String name) {
        return sender(suite, name, "alert_SENDER");
    }

    /** The same as a replica with a client id of its own. */
    ServiceProcess sender(Suite suite, String name, String clientId) {
        Map<String, String> environment = new HashMap<>(suite.stack().environment(clientId));
        environment.putAll(suite.stack().mqttEnvironment(clientId));
        environment.put("OEE_INSTANCE_ID", clientId);
        environment.put("OEE_STATE_DIR", suite.state(name).toString());
        environment.put(
                "OEE_ALERT_WEBHOOK_URL",
                "http://127.0.0.1:" + webhook.getAddress().getPort() + "/alerts");
        environment.put("OEE_ALERT_WEBHOOK_SECRET", SECRET);
        environment.put("OEE_ALERT_MAIL_TO", "shift@plant.example");
        environment.put("OEE_ALERT_MAIL_FROM", "alerts@plant.example");
        environment.put("OEE_ALERT_MAIL_HOST", "127.0.0.1");
        environment.put("OEE_ALERT_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()));
        environment.put("OEE_ALERT_MAIL_START_TLS", "DISABLED");
        environment.put("OEE_ALERT_FIRST_PAUSE", "0.2S");
        environment.put("OEE_ALERT_LONGEST_PAUSE", "1S");
        return suite.service("alert-sender", name, environment);
    }

    /** Returns when the dashboard listens. */
    void listen(Suite suite) throws GeneralSecurityException, IOException {
        suite.stack().certificates().client(DASHBOARD);
        PemIdentity identity = PemIdentity.of(suite.stack().certificates().folder(), DASHBOARD);
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(DASHBOARD)
                .serverHost(suite.stack().mqttHost())
                .serverPort(suite.stack().mqttPort())
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(identity.trust())
                        .keyManagerFactory(identity.keys())
                        .build())
                .buildAsync();
        client.connectWith().cleanSession(true).send().join();
        client.subscribeWith()
                .topicFilter("oee/v1/alerts/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> shows(
                        message.getTopic().toString(), new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        dashboard = Optional.of(client);
    }

    private void shows(String topic, String payload) {
        topics.put(topic, payload);
        said.add(topic + "=" + payload);
    }

    /** What the dashboard heard of a machine, each different thing once, in order. */
    List<String> saidOf(String equipment) {
        return said.stream()
                .filter(each -> each.startsWith("oee/v1/alerts/" + equipment + "="))
                .distinct()
                .toList();
    }

    /** What the dashboard heard last of a machine; empty text when its topic was cleared. */
    Optional<String> shown(String equipment) {
        return Optional.ofNullable(topics.get("oee/v1/alerts/" + equipment));
    }

    /** From now on the webhook receiver answers so. */
    void answer(int status) {
        answer.set(status);
    }

    List<Hook> hooks() {
        return List.copyOf(hooks);
    }

    List<Hook> hooksOf(String equipment) {
        return hooks().stream()
                .filter(hook -> hook.body().contains("\"" + equipment + "\""))
                .toList();
    }

    /** Subjects. */
    List<String> mailsOf(String equipment) {
        return Arrays.stream(mail.getReceivedMessages())
                .map(Receivers::subject)
                .filter(subject -> subject.contains(equipment))
                .toList();
    }

    /** The Message-IDs of all mails, as often as they came. */
    List<String> mailIds(String group) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> subject(message).contains(group + "/"))
                .map(Receivers::id)
                .toList();
    }

    @Override
    public void close() {
        dashboard.ifPresent(client -> client.disconnect().join());
        webhook.stop(0);
        mail.stop();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
