package io.oeesuite.localstack.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

import io.oeesuite.mqttaccess.AccessPolicy;

/** Puts authentication and authorisation into the broker. */
final class RoleExtension implements ExtensionMain {

    private final AccessPolicy policy;

    RoleExtension(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        CertificateAuthentication authentication = new CertificateAuthentication(policy);
        RoleAuthorization authorization = new RoleAuthorization(policy);
        Services.securityRegistry().setAuthenticatorProvider(client -> authentication);
        Services.securityRegistry().setAuthorizerProvider(client -> authorization);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // the broker ends with it
    }
}
