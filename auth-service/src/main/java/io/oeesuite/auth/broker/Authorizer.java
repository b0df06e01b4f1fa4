package io.oeesuite.auth.broker;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.enrolment.DiscoveryTopics;
import io.oeesuite.auth.enrolment.UnspentTokens;
import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.ClientAccess;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.mqttaccess.Decision;
import io.oeesuite.mqttaccess.PolicySettings;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** May this client, which the broker has let in, publish or subscribe there? */
@ApplicationScoped
class Authorizer implements CheckedSettings {
    private final BrokerConfig config;
    private final DeviceRegistry registry;
    private final UnspentTokens enrolments;
    private final DiscoveryTopics topics;
    private final ChangeFeed feed;
    private AccessPolicy policy;

    Authorizer(BrokerConfig config, DeviceRegistry registry, UnspentTokens enrolments, ChangeFeed feed) {
        this.config = config;
        this.registry = registry;
        this.enrolments = enrolments;
        this.topics = new DiscoveryTopics(config.base());
        this.feed = feed;
    }

    @Override
    public void checkSettings() {
        try {
            policy =
                    new AccessPolicy(new PolicySettings(config.base(), config.alertBase(), config.edgeSubscriptions()));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSettings("OEE_JSON_BASE_TOPIC, OEE_ALERT_BASE_TOPIC: " + wrong.getMessage() + ".");
        }
    }

    Answer ask(Fields question) {
        if (!feed.isLoaded()) {
            return Answer.deny("not-loaded");
        }
        return switch (Standing.of(ClientId.of(question.text("clientid")), registry)) {
            case Standing.Bad(String reason) -> Answer.deny(reason);
            case Standing.Good(ClientId.OfDevice(String id), Optional<Device> _)
            when enrolments.isEnrolling(id) -> whileEnrolling(id, question);
            case Standing.Good(ClientId id, Optional<Device> device) -> {
                Set<String> groups = device.map(Device::groups).orElse(Set.of());
                yield decide(new ClientAccess(id, device.isPresent(), groups), question);
            }
        };
    }

    private Answer whileEnrolling(String id, Fields question) {
        return Confined.to(topics, id).allows(question.text("action"), question.text("topic"))
                ? Answer.allow("enrolling")
                : Answer.deny("enrolling");
    }

    private Answer decide(ClientAccess client, Fields question) {
        String topic = question.text("topic");
        return switch (question.text("action")) {
            case "publish" -> answer(policy.publish(client, topic));
            case "subscribe" -> answer(policy.subscribe(client, topic));
            default -> Answer.deny("unknown-action");
        };
    }

    private static Answer answer(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> Answer.allow("right");
            case Decision.Denied(Decision.Reason reason, String _) ->
                Answer.deny(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }
}
