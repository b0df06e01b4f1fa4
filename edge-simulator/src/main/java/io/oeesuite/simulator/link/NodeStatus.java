package io.oeesuite.simulator.link;

import java.util.Map;
import java.util.Optional;

import io.oeesuite.simulator.edge.NodeId;

/**
 * Where an edge node stands.
 *
 * @param broker that it is connected to
 * @param bdSeq of the present or last connection
 * @param queued readings that no broker has confirmed yet
 * @param givenUp readings lost because the outbox was full
 * @param devices each with whether it is online
 * @param problem why it is not connected, or what last went wrong
 */
public record NodeStatus(
        NodeId id,
        LinkState state,
        Optional<String> broker,
        int bdSeq,
        long queued,
        long givenUp,
        Map<String, Boolean> devices,
        Map<Fault, FaultSetting> faults,
        Optional<String> problem) {

    public NodeStatus {
        devices = Map.copyOf(devices);
        faults = Map.copyOf(faults);
    }
}
