package io.oeesuite.auth.audit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class AuditTrailTest extends WholeService {
    @Inject
    AuditTrail trail;

    @Inject
    MeterRegistry meters;

    @Test
    void anEntryThatPostgresRefusesKeepsNoOtherBack() {
        double lost = lost();

        for (String subject : new String[] {"trail-1", "trail-\u0000", "trail-2"}) {
            trail.add(new AuditEntry("trail", subject, subject, "", "deny", "for this test"));
        }

        for (String subject : new String[] {"trail-1", "trail-2"}) {
            eventually()
                    .untilAsserted(() -> given().queryParam("subject", subject)
                            .get("/api/v1/audit")
                            .then()
                            .body("size()", equalTo(1)));
        }
        eventually().untilAsserted(() -> assertThat(lost()).isEqualTo(lost + 1));
    }

    private double lost() {
        return meters.get("oee.auth.audit.lost").counter().count();
    }
}
