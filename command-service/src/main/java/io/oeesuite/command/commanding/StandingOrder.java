package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.Optional;

import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;

/** The last order to the host. One to be offline holds for as long as nobody takes it back, so it is told again before it falls out of the history that is read at a start. Thread-safe. */
final class StandingOrder {
    private final long retellMs;
    private Optional<Command> last = Optional.empty();
    private long toldMs;

    /** @param history how far back is read at a start */
    StandingOrder(Duration history) {
        this.retellMs = history.toMillis() / 2;
    }

    /** @param toldMs when the log took it, milliseconds since 1970 UTC */
    synchronized void read(Command order, long toldMs) {
        if (last.filter(newer -> newer.getAcceptedMs() > order.getAcceptedMs()).isEmpty()) {
            last = Optional.of(order);
            this.toldMs = toldMs;
        }
    }

    /** The order, when it has to be told again now; it counts as told. */
    synchronized Optional<Command> due(long nowMs) {
        if (nowMs - toldMs < retellMs) {
            return Optional.empty();
        }
        Optional<Command> due = last.filter(order -> order.getKind() == CommandKind.COMMAND_KIND_HOST_OFFLINE);
        toldMs = due.isPresent() ? nowMs : toldMs;
        return due;
    }
}
