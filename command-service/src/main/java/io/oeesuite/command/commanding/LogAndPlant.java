package io.oeesuite.command.commanding;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.oeesuite.command.TopicReader;
import io.oeesuite.command.plant.PlantStep;

/** What Kafka says of commands and of the plant. */
record LogAndPlant(TopicReader log, PlantStep plant) implements Dispatcher.Reading {
    @Override
    public CompletableFuture<Void> toEnd() {
        return CompletableFuture.allOf(log.reachEnd(), plant.reachEnd());
    }

    @Override
    public boolean retell(Instant since, Duration limit, PlantStep.EventListener to) throws InterruptedException {
        return plant.retell(since, limit, to);
    }
}
