package io.oeesuite.systemtests.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas of command-service with one certificate: exactly one is the host, whatever happens to the other. */
@WithSuite
class HostReplicasTest {
    /** Kafka's session timeout of 6 s, then a rebalance and a connection. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(25);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-{host-id,termination}: STATE through start, pause, kill -9, take-over and clean stop")
    void exactlyOneIsTheHost(Suite suite) throws Exception {
        try (StateEar ear = StateEar.at(suite.stack());
                ServiceProcess first = suite.service("command-service", "command-first", "scada_PRIMARY-HOST");
                ServiceProcess second = suite.service("command-service", "command-second", "scada_PRIMARY-HOST")) {
            first.start().awaitReady();
            await().atMost(PATIENCE).until(() -> ear.newest().online());
            second.start().awaitReady();
            assertThat(state(first)).isEqualTo("online");
            assertThat(state(second)).isEqualTo("standby");
            long begun = ear.newest().timestamp();

            signal(first, "STOP");
            await().atMost(TAKE_OVER)
                    .until(() -> ear.newest().online() && ear.newest().timestamp() > begun);
            await().atMost(PATIENCE).until(() -> state(second).equals("online"));
            long taken = ear.newest().timestamp();

            signal(first, "CONT");
            await().atMost(PATIENCE).until(() -> state(first).equals("standby"));
            List<StateEar.State> before = ear.heard();
            await().during(Duration.ofSeconds(6))
                    .atMost(PATIENCE)
                    .until(() -> state(second).equals("online")
                            && state(first).equals("standby")
                            && ear.newest().equals(new StateEar.State(true, taken)));
            assertThat(ear.heard()).as("they do not throw each other out").isEqualTo(before);

            second.kill();
            await().atMost(TAKE_OVER)
                    .until(() -> ear.newest().online() && ear.newest().timestamp() > taken);
            await().atMost(PATIENCE).until(() -> state(first).equals("online"));
            long again = ear.newest().timestamp();

            first.close();
            await().atMost(PATIENCE).until(() -> !ear.newest().online());
            assertThat(ear.newest().timestamp())
                    .as("the death has the time of leaving")
                    .isGreaterThan(again);
        }
    }

    private static String state(ServiceProcess replica) {
        return given().baseUri(replica.http("").toString())
                .get("/api/v1/host")
                .then()
                .extract()
                .path("state");
    }

    private static void signal(ServiceProcess replica, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(replica.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
