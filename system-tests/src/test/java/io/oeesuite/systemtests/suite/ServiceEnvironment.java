package io.oeesuite.systemtests.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.LocalStack;

/** What a service of the suite finds in its environment. */
public final class ServiceEnvironment {

    private ServiceEnvironment() {}

    /**
     * Where the servers of the stack are, and the service's identity towards each of them.
     *
     * @param state the folder of its own
     * @return to be changed as you like
     */
    public static Map<String, String> of(LocalStack stack, String clientId, Path state) {
        Map<String, String> environment = new HashMap<>(stack.environment(clientId));
        environment.putAll(stack.mqttEnvironment(clientId));
        environment.put("OEE_STATE_DIR", state.toString());
        return environment;
    }
}
