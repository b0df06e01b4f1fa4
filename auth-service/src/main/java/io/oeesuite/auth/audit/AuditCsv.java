package io.oeesuite.auth.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit as RFC 4180 writes tables. */
final class AuditCsv {
    private static final String LINE_END = "\r\n";
    private static final String HEADER = "id,at,lastAt,times,action,actor,subject,address,outcome,reason";
    /** With these a spreadsheet would take what a stranger has sent for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private AuditCsv() {}

    static String write(List<AuditAnswer> entries) {
        return HEADER
                + LINE_END
                + entries.stream().map(entry -> line(entry) + LINE_END).collect(Collectors.joining());
    }

    private static String line(AuditAnswer entry) {
        return Stream.of(
                        entry.id(),
                        entry.at(),
                        entry.lastAt(),
                        entry.times(),
                        entry.action(),
                        entry.actor(),
                        entry.subject(),
                        entry.address(),
                        entry.outcome(),
                        entry.reason())
                .map(value -> cell(value.toString()))
                .collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
