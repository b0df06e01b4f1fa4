package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.oeesuite.alert.channel.Channel;
import io.oeesuite.alert.channel.Channels;
import io.oeesuite.alert.decide.Incidents;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;

/** A worker for each channel. */
@ApplicationScoped
@Priority(20)
class DeliverStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(DeliverStep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Channels channels;
    private final KafkaClients kafka;
    private final DeliveryLog log;
    private final DeliverConfig config;
    private final String groupPrefix;
    private final Incidents incidents;
    private final MeterRegistry registry;
    private final List<Thread> threads = new ArrayList<>();
    private volatile List<ChannelWorker> workers = List.of();
    private List<Channel> open = List.of();

    DeliverStep(
            Channels channels,
            KafkaClients kafka,
            DeliveryLog log,
            DeliverConfig config,
            @ConfigProperty(name = "oee.alert.application-id") String groupPrefix,
            Incidents incidents,
            MeterRegistry registry) {
        this.channels = channels;
        this.kafka = kafka;
        this.log = log;
        this.config = config;
        this.groupPrefix = groupPrefix;
        this.incidents = incidents;
        this.registry = registry;
    }

    @Override
    public void checkSettings() {
        if (!config.firstPause().isPositive() || config.longestPause().compareTo(config.firstPause()) < 0) {
            throw new InvalidSettings(
                    "OEE_ALERT_FIRST_PAUSE is " + config.firstPause() + " and OEE_ALERT_LONGEST_PAUSE "
                            + config.longestPause() + ": the first must be positive and not longer than the longest");
        }
        if (!config.giveUpAfter().isPositive()) {
            throw new InvalidSettings(
                    "OEE_ALERT_GIVE_UP_AFTER is " + config.giveUpAfter() + ", it must be positive, as 24H");
        }
        Duration kept = Topic.NOTIFICATIONS.retention().orElseThrow();
        if (config.giveUpAfter().compareTo(kept) > 0) {
            throw new InvalidSettings("OEE_ALERT_GIVE_UP_AFTER is " + config.giveUpAfter() + ", but "
                    + Topic.NOTIFICATIONS.topicName() + " keeps notifications for " + kept + " only");
        }
        if (config.setAsideAfter() < 1) {
            throw new InvalidSettings(
                    "OEE_ALERT_SET_ASIDE_AFTER is " + config.setAsideAfter() + ", it must be at least 1");
        }
        if (config.shown() < 1) {
            throw new InvalidSettings("OEE_ALERT_DELIVERIES_SHOWN is " + config.shown() + ", it must be at least 1");
        }
    }

    @Override
    public void start() {
        open = channels.open();
        Counter unreadable = registry.counter("oee.alert.unreadable.records", "step", "deliver");
        workers = open.stream()
                .map(channel -> new ChannelWorker(
                        channel, new NotificationReader(kafka, groupPrefix, unreadable), log, config, this::isOver))
                .toList();
        for (ChannelWorker worker : workers) {
            Gauge.builder("oee.alert.channel.failing", () -> worker.trouble().isPresent() ? 1 : 0)
                    .tag("channel", worker.channelName())
                    .description("Whether the channel does not get through")
                    .register(registry);
            TimeGauge.builder("oee.alert.oldest.untold", () -> ageMs(worker.oldestUntoldMs()), TimeUnit.MILLISECONDS)
                    .tag("channel", worker.channelName())
                    .description("Age of the oldest that could not be told yet; 0 when there is none")
                    .register(registry);
            threads.add(Thread.ofPlatform()
                    .name("channel-" + worker.channelName())
                    .daemon()
                    .start(worker));
        }
        LOG.infof(
                "Deliver step: channels=%s",
                workers.stream().map(ChannelWorker::channelName).toList());
    }

    @Override
    public void stop() {
        workers.forEach(ChannelWorker::stop);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Channel::close);
    }

    @Override
    public String title() {
        return "deliveries";
    }

    /** The channels, and how they do. */
    List<State> states() {
        return workers.stream()
                .map(worker -> new State(worker.channelName(), worker.trouble(), ageMs(worker.oldestUntoldMs())))
                .toList();
    }

    /** As far as it is known here now. */
    private boolean isOver(Notification notification) {
        try {
            return incidents
                    .find(notification.getAlert().getId())
                    .map(Incident::getAlert)
                    .filter(alert -> alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED
                            || alert.getRaisedMs() > notification.getAlert().getRaisedMs())
                    .isPresent();
        } catch (IllegalStateException unknown) {
            return false;
        }
    }

    private static long ageMs(OptionalLong sinceMs) {
        return sinceMs.isPresent() ? Math.max(0, System.currentTimeMillis() - sinceMs.getAsLong()) : 0;
    }

    /**
     * How a channel does.
     *
     * @param trouble why not all is told, for people; empty when all goes well
     * @param oldestMs age of the oldest that could not be told yet, milliseconds; 0 when there is none
     */
    record State(String channel, Optional<String> trouble, long oldestMs) {}
}
