package io.oeesuite.localstack.broker;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.ClientAccess;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.mqttaccess.certificate.CommonName;
import io.oeesuite.mqttaccess.certificate.RevocationList;

/**
 * Who is let in. A certificate's name must be the client id, and the certificate not revoked; that is enough for the roles, unless auth-service is to be asked about them
 * too. A device must also be known to auth-service, where there is one; so must everybody without a certificate. On the listener without TLS, which exists for tests only,
 * a role is believed. A last will must be the client's to publish.
 */
final class Gate implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final AccessPolicy policy;
    private final RevocationList revoked;
    private final Optional<AuthService> authService;
    private final boolean rolesToo;

    Gate(AccessPolicy policy, RevocationList revoked, Optional<AuthService> authService, boolean rolesToo) {
        this.policy = policy;
        this.revoked = revoked;
        this.authService = authService;
        this.rolesToo = rolesToo;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        String text = input.getClientInformation().getClientId();
        ClientId id = ClientId.of(text);
        if (id instanceof ClientId.Unusable(String _, String flaw)) {
            refuse(output, ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, flaw);
            return;
        }
        Optional<ClientTlsInformation> tls = input.getConnectionInformation().getClientTlsInformation();
        Optional<X509Certificate> certificate = tls.flatMap(ClientTlsInformation::getClientCertificate);
        Optional<String> objection =
                certificate.flatMap(its -> objection(its, text)).or(() -> objectionToWill(input, text));
        if (objection.isPresent()) {
            refuse(output, ConnackReasonCode.NOT_AUTHORIZED, objection.get());
            return;
        }
        boolean proven = certificate.isPresent() || tls.isEmpty();
        switch (id) {
            case ClientId.OfRole _ when proven && !rolesToo -> output.authenticateSuccessfully();
            case ClientId.OfDevice _ when proven && authService.isEmpty() -> output.authenticateSuccessfully();
            case ClientId _ -> ask(input, output, certificate.flatMap(CommonName::of));
        }
    }

    private Optional<String> objection(X509Certificate certificate, String clientId) {
        Optional<String> name = CommonName.of(certificate);
        if (!name.equals(Optional.of(clientId))) {
            return Optional.of("client id " + clientId + " is not the certificate's name " + name.orElse("(none)"));
        }
        return revoked.objection(certificate).map(why -> clientId + " is kept out: " + why);
    }

    private Optional<String> objectionToWill(SimpleAuthInput input, String clientId) {
        ClientAccess client = ClientAccess.device(clientId, Set.of());
        return input.getConnectPacket()
                .getWillPublish()
                .map(WillPublishPacket::getTopic)
                .filter(topic -> !policy.publish(client, topic).isAllowed())
                .map(topic -> clientId + " may not leave a will on " + topic);
    }

    private void ask(SimpleAuthInput input, SimpleAuthOutput output, Optional<String> certificateName) {
        String clientId = input.getClientInformation().getClientId();
        if (authService.isEmpty()) {
            refuse(
                    output,
                    ConnackReasonCode.NOT_AUTHORIZED,
                    clientId + " has no certificate, and there is no auth-service");
            return;
        }
        var login = ClientSays.login(input.getConnectPacket(), input.getConnectionInformation(), certificateName);
        var later = output.async(
                AuthService.LIMIT.plusSeconds(1), TimeoutFallback.FAILURE, ConnackReasonCode.NOT_AUTHORIZED);
        authService.get().isAuthentic(login).thenAccept(answer -> {
            switch (answer) {
                case YES -> later.getOutput().authenticateSuccessfully();
                case YES_BY_ITS_RULES -> letInConfined(input, later.getOutput());
                case NO ->
                    refuse(
                            later.getOutput(),
                            ConnackReasonCode.NOT_AUTHORIZED,
                            "auth-service does not let in " + clientId);
            }
            later.resume();
        });
    }

    /** What it may say is asked of auth-service each time, see {@link Rules}; nobody asks about a last will later. */
    private static void letInConfined(SimpleAuthInput input, SimpleAuthOutput output) {
        if (input.getConnectPacket().getWillPublish().isPresent()) {
            refuse(
                    output,
                    ConnackReasonCode.NOT_AUTHORIZED,
                    input.getClientInformation().getClientId() + " may not leave a will");
            return;
        }
        ConfinedSession.mark(input.getConnectionInformation());
        output.authenticateSuccessfully();
    }

    /** The client is told no more than that: why is for the log. */
    private static void refuse(SimpleAuthOutput output, ConnackReasonCode code, String reason) {
        LOG.warn("Connection refused: {}", Printable.of(reason));
        output.failAuthentication(code);
    }
}
