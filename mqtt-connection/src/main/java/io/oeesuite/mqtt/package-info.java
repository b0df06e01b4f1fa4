/**
 * One MQTT 3.1.1 connection that is safe and comes back: settings, TLS, acknowledgement, back-pressure, reconnects.
 *
 * <p>Start at {@link io.oeesuite.mqtt.MqttSettings#from} and {@link io.oeesuite.mqtt.MqttConnection}.
 */
package io.oeesuite.mqtt;
