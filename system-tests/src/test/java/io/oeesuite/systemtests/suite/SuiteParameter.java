package io.oeesuite.systemtests.suite;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One suite per run of the module: started for the first test that asks, ended by JUnit after the last test. */
final class SuiteParameter implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(Suite.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Start.class, ignored -> new Start(), Start.class)
                .suite();
    }

    /** Starts it once, also when that fails: the next test fails at once, with the same cause. */
    private static final class Start implements AutoCloseable {
        private Suite suite;
        private RuntimeException failure;

        synchronized Suite suite() {
            if (suite == null && failure == null) {
                try {
                    suite = Suite.start();
                } catch (RuntimeException failed) {
                    failure = failed;
                }
            }
            if (failure != null) {
                throw new IllegalStateException("The suite did not start: " + failure.getMessage(), failure);
            }
            return suite;
        }

        @Override
        public synchronized void close() {
            if (suite != null) {
                suite.close();
            }
        }
    }
}
