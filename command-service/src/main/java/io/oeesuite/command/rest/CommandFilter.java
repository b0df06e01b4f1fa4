package io.oeesuite.command.rest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.oeesuite.command.commanding.CommandRecord;
import io.oeesuite.command.commanding.CommandWords;
import io.oeesuite.httpaccess.ProblemException;

/** Which commands are asked for. */
class CommandFilter {
    private static final int USUAL = 100;
    private static final int MOST = 5_000;

    @QueryParam("target")
    @Parameter(description = "group[/node[/device]]: a prefix stands for all below it")
    String target;

    @QueryParam("status")
    String status;

    @QueryParam("actor")
    String actor;

    @QueryParam("kind")
    @Parameter(description = "write, rebirth, host-offline or host-online")
    String kind;

    @QueryParam("from")
    @Parameter(description = "accepted at or after, ISO 8601 with an offset")
    String from;

    @QueryParam("to")
    @Parameter(description = "accepted before")
    String to;

    @QueryParam("limit")
    @Parameter(description = "1..5000, 100 by default; the newest come first")
    String limit;

    Predicate<CommandRecord> wanted() {
        Optional<Instant> notBefore = time("from", from);
        Optional<Instant> before = time("to", to);
        return found -> {
            Instant accepted = Instant.ofEpochMilli(found.command().getAcceptedMs());
            String path = found.target().toString();
            return (target == null || path.equals(target) || path.startsWith(target + "/"))
                    && (status == null || CommandWords.of(found.status()).equals(status))
                    && (actor == null || found.command().getActor().equals(actor))
                    && (kind == null
                            || CommandWords.of(found.command().getKind()).equals(kind))
                    && notBefore.filter(accepted::isBefore).isEmpty()
                    && before.map(accepted::isBefore).orElse(true);
        };
    }

    int most() {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new ProblemException(new Problem.BadParameter("limit", limit, "1.." + MOST));
        }
        return Integer.parseInt(limit);
    }

    private static Optional<Instant> time(String parameter, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noTime) {
            throw new ProblemException(new Problem.BadParameter(
                    parameter,
                    text,
                    "ISO 8601 with an offset, as 2026-02-03T04:05:06Z (in a URL the plus sign is %2B)"));
        }
    }
}
