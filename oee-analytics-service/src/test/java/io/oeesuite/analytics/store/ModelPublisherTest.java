package io.oeesuite.analytics.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.MachineModel;
import io.oeesuite.startup.KafkaClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelPublisherTest {
    private final ModelPublisher publisher =
            new ModelPublisher(new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")));

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void whoeverAsksIsNotHeldUpWhileKafkaIsAway() {
        CompletableFuture<Void> published = publisher
                .publish(MachineModel.newBuilder().setEquipment("G/N/D").build())
                .subscribeAsCompletionStage();

        assertThat(published).isNotDone();
        assertThatThrownBy(() -> published.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(KafkaException.class);
    }
}
