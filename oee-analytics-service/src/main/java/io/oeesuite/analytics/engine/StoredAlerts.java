package io.oeesuite.analytics.engine;

import org.apache.kafka.streams.state.KeyValueStore;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.analytics.alerts.MachineAlerts;

/** The open alerts of all machines, in a store of Kafka Streams; machines without any take no room. */
record StoredAlerts(KeyValueStore<String, byte[]> store, AlertRules rules) {

    /** @param nowMs when they are to be looked at first */
    MachineAlerts of(String equipment, long nowMs) {
        byte[] stored = store.get(equipment);
        return stored == null
                ? MachineAlerts.none(equipment, rules, nowMs)
                : MachineAlerts.read(equipment, rules, stored, nowMs);
    }

    void put(String equipment, MachineAlerts alerts) {
        store.put(equipment, alerts.open().isEmpty() ? null : alerts.toBytes());
    }
}
