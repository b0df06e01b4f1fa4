package io.oeesuite.auth.broker;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable. */
@QuarkusIntegrationTest
class AuthServiceNativeIT extends BrokerQuestionsTest {}
