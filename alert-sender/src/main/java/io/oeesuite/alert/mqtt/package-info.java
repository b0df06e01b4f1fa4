/** Shows on MQTT what is open: from {@code oee.alerts.v1} to a retained message per machine, committed once the broker has acknowledged it. */
package io.oeesuite.alert.mqtt;
