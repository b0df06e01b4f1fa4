package io.oeesuite.command.commanding;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.KafkaException;

import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;

/** Where accepted commands and decisions are written. */
interface CommandWriter {
    /** Completes when it is there for good. */
    CompletableFuture<Void> write(Command command);

    /** Completes when it is there for good. */
    CompletableFuture<Void> write(CommandOutcome decision);

    /**
     * Writes all or none, and returns when they are there for good.
     *
     * @throws KafkaException when nobody knows whether they were written
     */
    void writeTogether(List<Command> parts);
}
