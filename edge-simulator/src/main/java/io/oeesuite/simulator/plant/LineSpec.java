package io.oeesuite.simulator.plant;

import java.time.Duration;
import java.util.List;

/**
 * A line of machines behind one edge node, in the order in which the items pass them.
 *
 * @param group Sparkplug group id
 * @param node Sparkplug edge node id, which is also the MQTT client id
 * @param reportEvery how often counters and speeds are read; states are reported at once
 */
public record LineSpec(
        String group,
        String node,
        Duration reportEvery,
        List<Product> products,
        OrderPattern orders,
        List<MachineSpec> machines) {

    public LineSpec {
        reportEvery = reportEvery == null ? Duration.ofSeconds(5) : reportEvery;
        if (group == null || node == null) {
            throw new IllegalArgumentException("A line needs a group and a node");
        }
        if (reportEvery.toSeconds() < 1) {
            throw new IllegalArgumentException("Line " + node + ": reportEvery must be at least PT1S");
        }
        if (products == null || products.isEmpty() || orders == null || machines == null || machines.isEmpty()) {
            throw new IllegalArgumentException("Line " + node + " needs products, orders and machines");
        }
        products = List.copyOf(products);
        machines = List.copyOf(machines);
        if (machines.stream().map(MachineSpec::id).distinct().count() != machines.size()) {
            throw new IllegalArgumentException("Line " + node + " has two machines of one id");
        }
    }
}
