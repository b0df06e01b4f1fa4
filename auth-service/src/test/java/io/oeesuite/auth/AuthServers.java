package io.oeesuite.auth;

import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** One PostgreSQL for all tests of the whole service. A test's field of type {@link LocalStack} is set to it. */
public final class AuthServers implements QuarkusTestResourceLifecycleManager {
    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().postgres());
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.put("quarkus.oidc.tenant-enabled", "false");
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
