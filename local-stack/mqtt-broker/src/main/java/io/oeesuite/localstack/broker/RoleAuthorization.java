package io.oeesuite.localstack.broker;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.ClientAccess;

/** Asks the {@link AccessPolicy} about every publish and every subscription. */
final class RoleAuthorization implements PublishAuthorizer, SubscriptionAuthorizer {

    private static final Logger LOG = LoggerFactory.getLogger(RoleAuthorization.class);

    private final AccessPolicy policy;

    RoleAuthorization(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        String clientId = input.getClientInformation().getClientId();
        String topic = input.getPublishPacket().getTopic();
        if (policy.publish(ClientAccess.device(clientId, Set.of()), topic).isAllowed()) {
            output.authorizeSuccessfully();
            return;
        }
        LOG.warn("Publish refused: {} may not publish to {}", clientId, topic);
        output.failAuthorization();
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String clientId = input.getClientInformation().getClientId();
        String filter = input.getSubscription().getTopicFilter();
        if (policy.subscribe(ClientAccess.device(clientId, Set.of()), filter).isAllowed()) {
            output.authorizeSuccessfully();
            return;
        }
        LOG.warn("Subscription refused: {} may not subscribe to {}", clientId, filter);
        output.failAuthorization();
    }
}
