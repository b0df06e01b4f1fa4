package io.oeesuite.simulator.outbox;

import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.Metric;

/**
 * Values read together from one device, or from the node itself.
 *
 * @param metrics each with a name, a type and a timestamp
 */
public record Reading(Optional<String> device, List<Metric> metrics) {

    public Reading {
        metrics = List.copyOf(metrics);
    }
}
