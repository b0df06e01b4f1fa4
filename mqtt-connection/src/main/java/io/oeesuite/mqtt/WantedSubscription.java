package io.oeesuite.mqtt;

import io.vertx.core.Promise;

/** A subscription to be renewed with every connection, and who waits for its first grant. */
record WantedSubscription(Subscription subscription, Promise<Void> granted) {}
