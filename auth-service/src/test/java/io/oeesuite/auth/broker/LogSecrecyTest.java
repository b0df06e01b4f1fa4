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
        eventually().untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("wrong-password")));

        String audit = given().queryParam("limit", 10_000).get("/api/v1/audit").asString();
        assertThat(lines).anyMatch(line -> line.contains("password-set"));
        for (String secret : new String[] {
            password, token, token.substring(token.lastIndexOf('.') + 1), guess, AuthServers.BROKER_SECRET, "$argon2id$"
        }) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
            assertThat(audit).doesNotContain(secret);
        }
    }
}
