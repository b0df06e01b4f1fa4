package io.oeesuite.simulator.link;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.outbox.Outbox;

/**
 * What an edge node is made of.
 *
 * @param aliases whether births give aliases, and data uses them
 * @param hostId the primary host application; empty: publish at once
 * @param executor runs one task after the other
 */
public record EdgeNodeParts(
        EdgeModel model,
        boolean aliases,
        Optional<String> hostId,
        Uplink uplink,
        Outbox outbox,
        BdSeq bdSeq,
        Machines machines,
        Executor executor,
        Delay delay,
        InstantSource clock) {}
