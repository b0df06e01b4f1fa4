package io.oeesuite.ingest.session.stream;

import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.SessionRules;

/**
 * What a session processor works with.
 *
 * @param duplicateMemory how many messages are remembered per edge node, ≥ 1
 * @param nodesInMemory how many edge nodes a task keeps in memory at most, ≥ 1
 * @param nodeMemory how many bytes of them all tasks keep together
 */
public record SessionSetup(
        RawMessageReader reader,
        SessionRules rules,
        int duplicateMemory,
        int nodesInMemory,
        NodeMemory nodeMemory,
        LogEnd logEnd,
        SessionMeters meters) {}
