package io.oeesuite.analytics;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the native executable. */
@QuarkusIntegrationTest
class EventsToOeeNativeIT extends EventsToOeeTest {}
