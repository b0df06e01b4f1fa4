package io.oeesuite.analytics.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DatabaseRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long START = 1_767_225_550_000L;

    LocalStack servers;

    @Inject
    Pool pool;

    @AfterEach
    void bringItBack() {
        servers.postgres().start();
    }

    @Test
    void nothingIsLostOrDoubledWhenTheDatabaseIsKilledInMidStream() {
        StoredLedger.awaitSchema(pool);
        Map<String, List<LedgerChange>> logs = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            String machine = "RESTART/line/" + i;
            logs.put(machine, new ChangeLogs(i, machine, START).changes(400));
        }
        try (var plant = new Plant(servers.kafkaBootstrap())) {
            plant.kafka().ledger(mixed(logs, 0, 200));
            servers.postgres().kill();
            plant.kafka().ledger(mixed(logs, 200, 400));

            await().atMost(PATIENCE).until(() -> !storeIsUp());
            assertThat(plant.get("equipment").statusCode()).isEqualTo(503);
            assertThat(plant.get("equipment").contentType()).startsWith("application/problem+json");

            servers.postgres().start();

            logs.forEach((machine, log) -> {
                var expected = new LedgerModel();
                expected.apply(log);
                var stored = new StoredLedger(pool, machine);
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(stored.intervals()).isEqualTo(expected.intervals()));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stored.counts()).isEqualTo(expected.counts()));
                assertThat(stored.quarters()).isEqualTo(stored.slotsAddedUp());
            });
            await().atMost(PATIENCE).until(() -> storeIsUp());
        }
    }

    private static boolean storeIsUp() {
        return "UP"
                .equals(Plant.ask()
                        .get("/q/health/ready")
                        .jsonPath()
                        .getString("checks.find { it.name == 'store' }.status"));
    }

    /** The changes of all machines from one point of their logs to another, as they would come. */
    private static List<LedgerChange> mixed(Map<String, List<LedgerChange>> logs, int from, int to) {
        List<LedgerChange> mixed = new ArrayList<>();
        for (int i = from; i < to; i++) {
            for (List<LedgerChange> log : logs.values()) {
                mixed.add(log.get(i));
            }
        }
        return mixed;
    }
}
