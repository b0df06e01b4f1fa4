/** May this client publish here, may it hear that: the roles of MQTT clients and what they allow; pure Java. */
package io.oeesuite.mqttaccess;
