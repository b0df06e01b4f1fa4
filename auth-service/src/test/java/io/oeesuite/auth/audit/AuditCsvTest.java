package io.oeesuite.auth.audit;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditCsvTest {

    @Test
    void textOfStrangersIsNeitherAFormulaNorACell() {
        var at = Instant.parse("2026-03-01T12:00:00Z");

        String csv = AuditCsv.write(
                List.of(new AuditAnswer(7, at, at, 3, "authenticate", "=1+1", "a,b", "", "deny", "say \"no\"")));

        assertThat(csv.lines())
                .containsExactly(
                        "id,at,lastAt,times,action,actor,subject,address,outcome,reason",
                        "7,2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,3,authenticate,'=1+1,\"a,b\",,deny,\"say \"\"no\"\"\"");
    }
}
