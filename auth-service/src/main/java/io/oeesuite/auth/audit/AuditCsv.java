package io.oeesuite.auth.audit;

import java.util.List;

import io.oeesuite.auth.csv.CsvTable;

/** The audit as a table. */
final class AuditCsv {
    private static final String HEADER = "id,at,lastAt,times,action,actor,subject,address,outcome,reason";

    private AuditCsv() {}

    static String write(List<AuditAnswer> entries) {
        return CsvTable.of(
                HEADER,
                entries.stream()
                        .map(entry -> List.of(
                                entry.id(),
                                entry.at(),
                                entry.lastAt(),
                                entry.times(),
                                entry.action(),
                                entry.actor(),
                                entry.subject(),
                                entry.address(),
                                entry.outcome(),
                                entry.reason())));
    }
}
