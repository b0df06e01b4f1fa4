package io.oeesuite.auth.broker;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.certificate.RequestMother;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is asked, and however wrong it is: no secret comes into the log or the audit. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class LogSecrecyTest extends WholeService {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger SUITE = Logger.getLogger("io.oeesuite");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        private final PatternFormatter text = new PatternFormatter("%c %m %e");

        @Override
        public void publish(LogRecord line) {
            lines.add(text.format(ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        listener.setLevel(Level.ALL);
        ROOT.addHandler(listener);
        SUITE.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        SUITE.setLevel(null);
        ROOT.removeHandler(listener);
    }

    @Test
    void noSecretIsLoggedOrAudited() {
        register("secret-1");
        String password = given().post("/api/v1/devices/secret-1/password").path("password");
        String token = given().post("/api/v1/devices/secret-1/token").path("token");
        String guess = "a-guess-that-nobody-may-read";
        Broker.withPassword("secret-1", password, "192.0.2.40");
        Broker.withPassword("secret-1", token, "192.0.2.40");
        Broker.withPassword("secret-1", guess, "192.0.2.40");
        Broker.withPassword("secret-1", token + "x", "192.0.2.40");
        Broker.withPassword(guess + "/", guess, "192.0.2.40");
        Broker.ask("authenticate", "{\"clientid\":\"secret-1\",\"password\":\"" + guess + "\"");
        Broker.authenticate(Map.of("clientid", "secret-1", "username", guess, "password", guess));
        register("secret-2");
        String enrolment = json(Map.of())
                .post("/api/v1/devices/secret-2/enrolment")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        Broker.withPassword("secret-2", enrolment, "192.0.2.40");
        Broker.withPassword("secret-1", enrolment, "192.0.2.40");
        Map<String, String> wrong = Map.of("token", enrolment, "csr", RequestMother.of("secret-1"));
        json(wrong).post("/api/v1/enrolments").then().statusCode(400);
        json(Map.of("id", "secret-1", "token", enrolment, "csr", RequestMother.of("secret-1")))
                .post("/api/v1/enrolments")
                .then()
                .statusCode(401);
        json(Map.of("token", enrolment, "csr", RequestMother.of("secret-2")))
                .post("/api/v1/enrolments")
                .then()
                .statusCode(201);
        eventually()
                .untilAsserted(() -> assertThat(lines)
                        .anyMatch(line -> line.contains("wrong-password"))
                        .anyMatch(line -> line.contains("wrong-enrolment-token"))
                        .anyMatch(line -> line.contains("enrolment-refused"))
                        .anyMatch(line -> line.contains("csr-other-subject")));

        String audit = given().queryParam("limit", 10_000).get("/api/v1/audit").asString();
        assertThat(lines).anyMatch(line -> line.contains("password-set"));
        for (String secret : new String[] {
            password,
            token,
            token.substring(token.lastIndexOf('.') + 1),
            enrolment.substring("oee_enrol_".length()),
            guess,
            AuthServers.BROKER_SECRET,
            AuthServers.AUTHORITY_PASSPHRASE,
            "$argon2id$"
        }) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
            assertThat(audit).doesNotContain(secret);
        }
    }
}
