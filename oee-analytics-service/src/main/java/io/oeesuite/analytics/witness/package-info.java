/** An own ear on MQTT: is what came through Kafka all that was said? */
package io.oeesuite.analytics.witness;
