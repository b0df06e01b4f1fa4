package io.oeesuite.analytics.engine;

import org.apache.kafka.streams.state.KeyValueStore;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.analytics.alerts.MachineAlerts;

/** The open alerts of all machines, in a store of Kafka Streams; machines without any take no room. */
record StoredAlerts(KeyValueStore<String, byte[]> store, AlertRules rules) {

    MachineAlerts of(String equipment) {
        byte[] stored = store.get(equipment);
        return stored == null ? MachineAlerts.none(equipment, rules) : MachineAlerts.read(equipment, rules, stored);
    }

    void put(String equipment, MachineAlerts alerts) {
        store.put(equipment, alerts.open().isEmpty() ? null : alerts.toBytes());
    }
}
