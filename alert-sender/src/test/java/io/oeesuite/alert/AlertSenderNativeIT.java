package io.oeesuite.alert;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged service: the native executable, or the jar. */
@QuarkusIntegrationTest
class AlertSenderNativeIT extends AlertSenderTest {}
