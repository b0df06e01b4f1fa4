package io.oeesuite.command.rest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands as CSV (RFC 4180), a line each, with the last that became of them. */
final class AuditLines {
    static final String MEDIA_TYPE = "text/csv";

    private static final String HEAD =
            "acceptedAt,id,kind,target,metrics,actor,reason,priority,status,statusAt,statusActor,problem,detail\r\n";

    private AuditLines() {}

    static String of(List<CommandAnswer> commands) {
        return commands.stream().map(AuditLines::line).collect(Collectors.joining("", HEAD, ""));
    }

    private static String line(CommandAnswer command) {
        CommandAnswer.StepAnswer last = command.history().getLast();
        return Stream.of(
                                command.acceptedAt(),
                                command.id(),
                                command.kind(),
                                target(command.target()),
                                metrics(command.metrics()),
                                command.actor(),
                                command.reason(),
                                command.priority(),
                                command.status(),
                                last.at(),
                                last.actor(),
                                last.problem(),
                                last.detail())
                        .map(value -> cell(value == null ? "" : value.toString()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String target(CommandAnswer.TargetAnswer target) {
        return target == null
                ? ""
                : Stream.of(target.group(), target.node(), target.device())
                        .filter(part -> part != null)
                        .collect(Collectors.joining("/"));
    }

    private static String metrics(List<CommandAnswer.WrittenAnswer> metrics) {
        return metrics.stream()
                .map(metric -> metric.name() + "=" + metric.value())
                .collect(Collectors.joining("; "));
    }

    /** What a person wrote must not be taken for a formula by a spreadsheet. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain =
                safe.chars().noneMatch(letter -> letter == '"' || letter == ',' || letter == '\n' || letter == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
