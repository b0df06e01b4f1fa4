package io.oeesuite.localstack.broker;

import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.ClientAccess;

/**
 * Lets a client in whose id is the name in its certificate, and whose last will its role allows. On the listener without
 * TLS, which exists for tests only, the id is believed.
 */
final class CertificateAuthentication implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthentication.class);

    private final AccessPolicy policy;

    CertificateAuthentication(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        String clientId = input.getClientInformation().getClientId();
        Optional<ClientTlsInformation> tls = input.getConnectionInformation().getClientTlsInformation();
        if (tls.isPresent()) {
            Optional<String> name = tls.get().getClientCertificate().flatMap(CertificateName::of);
            if (!name.equals(Optional.of(clientId))) {
                refuse(output, "client id " + clientId + " is not the certificate's name " + name.orElse("(none)"));
                return;
            }
        }
        Optional<String> will = input.getConnectPacket().getWillPublish().map(WillPublishPacket::getTopic);
        if (will.isPresent()
                && !policy.publish(ClientAccess.device(clientId, Set.of()), will.get())
                        .isAllowed()) {
            refuse(output, clientId + " may not leave a will on " + will.get());
            return;
        }
        output.authenticateSuccessfully();
    }

    private static void refuse(SimpleAuthOutput output, String reason) {
        LOG.warn("Connection refused: {}", reason);
        output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, reason);
    }
}
