package io.oeesuite.alert;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import io.oeesuite.alert.channel.WebhookReceiver;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A broker, a Kafka with the topics that ingest-service would have made, a webhook receiver and a mail server, for all tests of the whole service. */
public final class AlertServers implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "a secret of these tests";

    private LocalStack stack;
    private WebhookReceiver webhook;
    private GreenMail mail;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().broker().kafka());
        createTopics();
        webhook = new WebhookReceiver();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.putAll(stack.mqttEnvironment("alert_SENDER"));
        settings.put(
                "OEE_STATE_DIR",
                stack.certificates().folder().resolveSibling("state").toString());
        settings.put("OEE_ALERT_WEBHOOK_URL", webhook.url().toString());
        settings.put("OEE_ALERT_WEBHOOK_SECRET", SECRET);
        settings.put("OEE_ALERT_MAIL_TO", "shift@plant.example");
        settings.put("OEE_ALERT_MAIL_FROM", "alerts@plant.example");
        settings.put("OEE_ALERT_MAIL_HOST", "127.0.0.1");
        settings.put("OEE_ALERT_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()));
        settings.put("OEE_ALERT_MAIL_START_TLS", "DISABLED");
        settings.put("OEE_ALERT_FIRST_PAUSE", "0.2S");
        settings.put("OEE_ALERT_LONGEST_PAUSE", "1S");
        settings.put("OEE_ALERT_SET_ASIDE_AFTER", "3");
        settings.put("OEE_ALERT_COOLDOWN", "0S");
        settings.put("oee.alert.routes.all.channels", "webhook,mail");
        settings.put("oee.alert.routes.slow.equipment", "SLOW");
        settings.put("oee.alert.routes.slow.channels", "webhook");
        settings.put("oee.alert.routes.slow.escalate-after", "2S");
        settings.put("oee.alert.routes.slow.escalate-to", "mail");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
        injector.injectIntoFields(webhook, new TestInjector.MatchesType(WebhookReceiver.class));
        injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
    }

    @Override
    public void stop() {
        mail.stop();
        webhook.close();
        stack.close();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(
                                            topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
