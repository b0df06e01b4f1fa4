package io.oeesuite.simulator.control;

import java.util.Map;
import java.util.TreeMap;

import io.oeesuite.simulator.link.FaultSetting;
import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.link.NodeStatus;

/**
 * An edge node as the API shows it.
 *
 * @param queued readings that no broker has confirmed yet
 * @param givenUp readings lost because the queue was full
 * @param devices each with whether it is online
 */
public record NodeView(
        String group,
        String node,
        LinkState state,
        String broker,
        int bdSeq,
        long queued,
        long givenUp,
        Map<String, Boolean> devices,
        Map<String, FaultSetting> faults,
        String problem) {

    static NodeView of(NodeStatus status) {
        Map<String, FaultSetting> faults = new TreeMap<>();
        status.faults().forEach((fault, setting) -> faults.put(fault.pathName(), setting));
        return new NodeView(
                status.id().group(),
                status.id().node(),
                status.state(),
                status.broker().orElse(null),
                status.bdSeq(),
                status.queued(),
                status.givenUp(),
                new TreeMap<>(status.devices()),
                faults,
                status.problem().orElse(null));
    }
}
