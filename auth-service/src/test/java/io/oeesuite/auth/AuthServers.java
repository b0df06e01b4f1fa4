package io.oeesuite.auth;

import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** One PostgreSQL for all tests of the whole service. A test's field of type {@link LocalStack} is set to it. */
public final class AuthServers implements QuarkusTestResourceLifecycleManager {
    public static final String BROKER_SECRET = "a secret of these tests";

    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().postgres());
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.put("OEE_AUTH_BROKER_SECRET", BROKER_SECRET);
        settings.put(
                "OEE_AUTH_TOKEN_KEY_FILE",
                stack.certificates().folder().resolve("token.key").toString());
        // tests are not attackers with a graphics card
        settings.put("OEE_AUTH_PASSWORD_MEMORY_KIB", "256");
        settings.put("OEE_AUTH_AUDIT_SUMMED_OVER", "0.2S");
        settings.put("OEE_AUTH_ADDRESS_RATE", "1000000");
        settings.put("OEE_AUTH_ADDRESS_BURST", "1000000");
        return settings;
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
    }

    @Override
    public void stop() {
        stack.close();
    }
}
