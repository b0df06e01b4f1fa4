package io.oeesuite.simulator.link;

import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.Metric;

/** What stands behind an edge node. Called on the node's executor. */
public interface Machines {

    /** Nothing: a command writes the metric and that is all. */
    Machines NONE = new Machines() {
        @Override
        public void write(Optional<String> device, Metric metric) {}

        @Override
        public boolean counters(Fault fault) {
            return false;
        }

        @Override
        public List<Reading> present() {
            return List.of();
        }
    };

    /** Obeys a command as far as it makes sense at the moment. */
    void write(Optional<String> device, Metric metric);

    /** Sets the counters as the fault demands; false when there are no simulated counters. */
    boolean counters(Fault fault);

    /** What the machines show now. */
    List<Reading> present();
}
