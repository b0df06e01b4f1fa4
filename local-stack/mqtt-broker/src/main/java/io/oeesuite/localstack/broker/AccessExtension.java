package io.oeesuite.localstack.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/** Puts authentication and authorisation into the broker. */
final class AccessExtension implements ExtensionMain {

    private final Gate gate;
    private final Rules rules;

    AccessExtension(Gate gate, Rules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(client -> gate);
        Services.securityRegistry().setAuthorizerProvider(client -> rules);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // the broker ends with it
    }
}
