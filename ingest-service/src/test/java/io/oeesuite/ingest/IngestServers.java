package io.oeesuite.ingest;

import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A broker and a Kafka for the whole service, which makes the topics itself. */
public final class IngestServers implements QuarkusTestResourceLifecycleManager {
    private static final String CLIENT_ID = "analytics_INGEST-0";

    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().broker().kafka());
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.putAll(stack.mqttEnvironment(CLIENT_ID));
        environment.put(
                "OEE_STATE_DIR",
                stack.certificates().folder().resolveSibling("state").toString());
        return environment;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stack, field -> field.getType().getName().equals(LocalStack.class.getName()));
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }
}
