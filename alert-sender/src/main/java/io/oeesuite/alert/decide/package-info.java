/** Carries the policy out with Kafka Streams, exactly once: alerts and acknowledgements in, incidents and notifications out. */
package io.oeesuite.alert.decide;
