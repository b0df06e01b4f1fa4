package io.oeesuite.ingest.session.stream;

import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.SessionRules;

/**
 * What a session processor works with.
 *
 * @param duplicateMemory how many messages are remembered per edge node, ≥ 1
 * @param nodesInMemory how many edge nodes a task keeps in memory, ≥ 1
 */
public record SessionSetup(
        RawMessageReader reader,
        SessionRules rules,
        int duplicateMemory,
        int nodesInMemory,
        LogEnd logEnd,
        SessionMeters meters) {}
