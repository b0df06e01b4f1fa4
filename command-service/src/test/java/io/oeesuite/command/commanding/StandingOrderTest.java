package io.oeesuite.command.commanding;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.host.HostOrders;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;

import static io.oeesuite.contracts.CommandKind.COMMAND_KIND_HOST_OFFLINE;
import static io.oeesuite.contracts.CommandKind.COMMAND_KIND_HOST_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

class StandingOrderTest {
    private final StandingOrder standing = new StandingOrder(Duration.ofMillis(1_000));
    private final HostOrders orders = new HostOrders();

    @Test
    void anOrderToBeOfflineIsToldAgainLongBeforeItIsForgotten() {
        Command offline = order("1", COMMAND_KIND_HOST_OFFLINE, 10);
        standing.read(offline, 10);

        assertThat(standing.due(509)).isEmpty();
        assertThat(standing.due(510)).contains(offline);
        assertThat(standing.due(511)).as("it is under way").isEmpty();

        standing.read(offline, 512);
        assertThat(standing.due(1_011)).isEmpty();
        assertThat(standing.due(1_012)).contains(offline);
    }

    @Test
    void whatWasTakenBackIsNotToldAgain() {
        Command offline = order("1", COMMAND_KIND_HOST_OFFLINE, 10);
        standing.read(offline, 10);
        standing.read(order("2", COMMAND_KIND_HOST_ONLINE, 20), 20);
        standing.read(offline, 21);

        assertThat(standing.due(5_000)).isEmpty();
    }

    @Test
    void theHostIsNotWantedOnlineBeforeTheLastOrderIsKnown() {
        orders.want(true, 10);
        assertThat(orders.wantOnline()).isFalse();

        orders.want(false, 20);
        orders.known();

        assertThat(orders.wantOnline()).isFalse();
    }

    @Test
    void anOlderOrderThatIsToldAgainChangesNothing() {
        orders.known();
        assertThat(orders.wantOnline()).isTrue();
        orders.want(false, 10);
        orders.want(true, 20);

        orders.want(false, 10);

        assertThat(orders.wantOnline()).isTrue();
    }

    private static Command order(String id, CommandKind kind, long acceptedMs) {
        return Command.newBuilder()
                .setId(id)
                .setKind(kind)
                .setAcceptedMs(acceptedMs)
                .build();
    }
}
