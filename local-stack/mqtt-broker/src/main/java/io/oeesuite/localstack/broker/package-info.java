/** The MQTT broker: who is it (its certificate says), and what may it say and hear (its role says). */
package io.oeesuite.localstack.broker;
