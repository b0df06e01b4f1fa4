package io.oeesuite.command.commanding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.CommandKind;

/** Whether an order may become a command: by its expiry, by what its target can take, and by how often the edge node has been commanded lately: refused orders count too, as they are kept on record. */
final class OrderCheck {
    /** All that nobody has heard of share one limit, or made-up names would have none. */
    private static final SourceId UNKNOWN = SourceId.ofNode("", "");

    private final CommandsConfig config;
    /** Of edge nodes that were born: no more than there are. */
    private final Map<SourceId, TokenBucket> limits = new HashMap<>();

    OrderCheck(CommandsConfig config) {
        this.config = config;
    }

    /** @param check against what is known of the plant now */
    CommandCheck.Verdict verdict(Order order, SourceId target, CommandCheck check, long nowMs) {
        if (!mayTake(check.knows(target) ? target.edgeNode() : UNKNOWN, nowMs)) {
            return new CommandCheck.Verdict.Refused(
                    new CommandProblem.RateLimited(target.edgeNode().toString(), config.perSecond()));
        }
        Optional<CommandProblem> badExpiry = badExpiry(order, nowMs);
        if (badExpiry.isPresent()) {
            return new CommandCheck.Verdict.Refused(badExpiry.get());
        }
        CommandCheck.Verdict verdict = order.kind() == CommandKind.COMMAND_KIND_REBIRTH
                ? check.rebirth(target)
                : check.write(target, order.wishes(), nowMs);
        if (verdict instanceof CommandCheck.Verdict.Accepted(var _, boolean critical)
                && critical
                && Actors.same(order.actor(), Actors.LOCAL)) {
            return new CommandCheck.Verdict.Refused(new CommandProblem.NobodyNamed());
        }
        return verdict;
    }

    /** Whether one more order that cannot be told to any edge node may be taken. */
    boolean mayTakeUnknown(long nowMs) {
        return mayTake(UNKNOWN, nowMs);
    }

    private Optional<CommandProblem> badExpiry(Order order, long nowMs) {
        if (order.expiresAt().isEmpty()) {
            return Optional.empty();
        }
        Instant expiresAt = order.expiresAt().get();
        Instant now = Instant.ofEpochMilli(nowMs);
        if (!expiresAt.isAfter(now)) {
            return Optional.of(new CommandProblem.BadExpiry("\"expiresAt\" (" + expiresAt + ") is over already."));
        }
        if (expiresAt.isAfter(now.plus(config.longestExpiry()))) {
            return Optional.of(new CommandProblem.BadExpiry(
                    "\"expiresAt\" (" + expiresAt + ") is more than " + config.longestExpiry() + " from now."));
        }
        return Optional.empty();
    }

    private synchronized boolean mayTake(SourceId node, long nowMs) {
        return limits.computeIfAbsent(
                        node, first -> new TokenBucket(config.perSecond(), 2.0 * config.perSecond(), nowMs))
                .take(nowMs);
    }
}
