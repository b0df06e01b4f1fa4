package io.oeesuite.localstack.broker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import com.hivemq.extension.sdk.api.async.AsyncOutput;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.ClientAccess;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.mqttaccess.Decision;
import io.oeesuite.mqttaccess.Decision.Allowed;
import io.oeesuite.mqttaccess.Decision.Denied;
import io.oeesuite.mqttaccess.Decision.Reason;

/**
 * What a client may say and hear: the policy decides, for devices as if they were in no group. What it does not allow a device, auth-service may, which knows the groups. A {@link ConfinedSession} has no rights
 * of its role: auth-service decides about all it does.
 */
final class Rules implements PublishAuthorizer, SubscriptionAuthorizer {

    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

    /** Then auth-service decides. */
    private static final Decision NOT_BY_POLICY =
            new Denied(Reason.NO_RIGHT, "auth-service has let the client in with rules of its own");

    private final AccessPolicy policy;
    private final Optional<AuthService> authService;
    private final FirstRefusals refused = new FirstRefusals();

    Rules(AccessPolicy policy, Optional<AuthService> authService) {
        this.policy = policy;
        this.authService = authService;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        String clientId = input.getClientInformation().getClientId();
        PublishPacket publish = input.getPublishPacket();
        decide(
                ConfinedSession.is(input.getConnectionInformation())
                        ? NOT_BY_POLICY
                        : policy.publish(ClientAccess.device(clientId, Set.of()), publish.getTopic()),
                ClientSays.wish(
                        clientId,
                        input.getConnectionInformation(),
                        "publish",
                        publish.getTopic(),
                        publish.getQos().getQosNumber(),
                        publish.getRetain()),
                output,
                PublishAuthorizerOutput::authorizeSuccessfully,
                Rules::refusePublish);
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String clientId = input.getClientInformation().getClientId();
        Subscription subscription = input.getSubscription();
        decide(
                ConfinedSession.is(input.getConnectionInformation())
                        ? NOT_BY_POLICY
                        : policy.subscribe(ClientAccess.device(clientId, Set.of()), subscription.getTopicFilter()),
                ClientSays.wish(
                        clientId,
                        input.getConnectionInformation(),
                        "subscribe",
                        subscription.getTopicFilter(),
                        subscription.getQos().getQosNumber(),
                        false),
                output,
                SubscriptionAuthorizerOutput::authorizeSuccessfully,
                SubscriptionAuthorizerOutput::failAuthorization);
    }

    private <T extends AsyncOutput<T>> void decide(
            Decision decision, Map<String, Object> wish, T output, Consumer<T> allow, Consumer<T> deny) {
        switch (decision) {
            case Allowed() -> allow.accept(output);
            case Denied(Reason reason, String _)
            when reason == Reason.NO_RIGHT && isDevice(wish) && authService.isPresent() ->
                ask(authService.get(), wish, output, allow, deny);
            case Denied(Reason reason, String _) -> refuse(wish, reason.name(), output, deny);
        }
    }

    /** Without words of ours the broker puts the topic into its answer, and sends none when that gets too long. */
    private static void refusePublish(PublishAuthorizerOutput output) {
        output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, "not authorized");
    }

    private <T extends AsyncOutput<T>> void ask(
            AuthService service, Map<String, Object> wish, T output, Consumer<T> allow, Consumer<T> deny) {
        var later = output.async(AuthService.LIMIT.plusSeconds(1), TimeoutFallback.FAILURE);
        service.isAuthorized(wish).thenAccept(authorized -> {
            if (authorized) {
                allow.accept(later.getOutput());
            } else {
                refuse(wish, "auth-service does not allow it", later.getOutput(), deny);
            }
            later.resume();
        });
    }

    private static boolean isDevice(Map<String, Object> wish) {
        return ClientId.of(wish.get("clientid").toString()) instanceof ClientId.OfDevice;
    }

    /** Told once for each client: one that asks wrongly does so with every message. */
    private <T> void refuse(Map<String, Object> wish, String why, T output, Consumer<T> deny) {
        LOG.atLevel(refused.isFirst(wish.get("clientid").toString()) ? Level.WARN : Level.DEBUG)
                .log(
                        "Refused: {} may not {} {}: {}",
                        wish.get("clientid"),
                        wish.get("action"),
                        Printable.of(wish.get("topic").toString()),
                        why);
        deny.accept(output);
    }
}
