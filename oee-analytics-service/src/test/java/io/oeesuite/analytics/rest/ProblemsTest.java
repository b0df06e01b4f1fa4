package io.oeesuite.analytics.rest;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ProblemsTest {
    private static final String RANGE = "&from=2025-03-03T08:00:00Z&to=2025-03-03T09:00:00Z";

    LocalStack servers;

    private Plant plant;

    @BeforeEach
    void connect() {
        plant = new Plant(servers.kafkaBootstrap());
        plant.knows(new LedgerMother("PROBLEMS/line1/sealer")
                .ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));
    }

    @AfterEach
    void disconnect() {
        plant.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PROBLEMS/line1/seale, PROBLEMS/line1/sealer",
        "problems/line1/sealer, PROBLEMS/line1/sealer",
        "sealer, PROBLEMS/line1/sealer",
        "PROBLEMS/line2, PROBLEMS/line1",
    })
    void unknownEquipmentIsAnsweredWithWhatWasMeant(String asked, String meant) {
        var problem = problem(plant.get("oee?equipment=" + asked + RANGE), 404, "unknown-equipment");

        assertThat(problem.jsonPath().<String>getList("similar")).contains(meant);
        assertThat(problem.jsonPath().getString("detail")).contains(asked).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oee", "stops", "stops/pareto", "timeline"})
    void theRangeMustNotBeEmpty(String question) {
        problem(
                plant.get(question + "?equipment=PROBLEMS&from=2025-03-03T09:00:00Z&to=2025-03-03T08:00:00Z"),
                400,
                "from-not-before-to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-03T08:00:00", "2025-03-03", "1741000000000", "yesterday", "2025-13-03T08:00:00Z"})
    void aTimeNeedsItsOffset(String time) {
        var problem =
                problem(plant.get("oee?equipment=PROBLEMS&to=2025-03-03T08:00:00Z&from=" + time), 400, "bad-time");

        assertThat(problem.jsonPath().getString("detail"))
                .contains("from")
                .contains(time)
                .contains("2026-02-03T04:05:06Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-03-03T09:00:00%2B01:00",
                "2025-03-03T09:00:00+01:00",
                "2025-03-03T08:00:00.000Z",
                "2025-03-03T08:00Z"
            })
    void anOffsetIsAnOffset(String from) {
        var answer = plant.get("oee?equipment=PROBLEMS&to=2025-03-03T09:00:00Z&from=" + from);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getLong("ledger.runMs")).isEqualTo(3_600_000);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(problem(plant.get("oee?" + RANGE.substring(1)), 400, "missing-parameter")
                        .asString())
                .contains("equipment");
        assertThat(problem(plant.get("oee?equipment=PROBLEMS"), 400, "missing-parameter")
                        .asString())
                .contains("from");
    }

    @Test
    void windowsAreThoseThereAre() {
        problem(plant.get("oee?equipment=PROBLEMS&window=week" + RANGE), 400, "unknown-window");
        problem(plant.get("oee?equipment=PROBLEMS&window=shift" + RANGE), 400, "shifts-not-available");
        problem(
                plant.get("oee?equipment=PROBLEMS&window=minute&from=2020-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"),
                400,
                "range-too-long");
    }

    @Test
    void versionsAreThoseThereAre() {
        problem(plant.get("oee?equipment=PROBLEMS&as=guessed" + RANGE), 400, "bad-parameter");
        problem(plant.get("oee?equipment=PROBLEMS&version=0" + RANGE), 400, "bad-parameter");
        problem(plant.get("oee?equipment=PROBLEMS&as=reported" + RANGE), 404, "not-published");
        problem(
                plant.get("oee?equipment=PROBLEMS&as=reported&from=2025-03-03T08:00:00.5Z&to=2025-03-03T09:00:00Z"),
                404,
                "not-published");
    }

    @Test
    void stopsHaveBuckets() {
        problem(plant.get("stops?equipment=PROBLEMS&bucket=LUNCH" + RANGE), 400, "bad-parameter");
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        var answer = plant.get("nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void aMachineModelIsToldAllThatIsWrongWithIt() {
        var problem = problem(
                put(Map.of(
                        "timeZone", "Mars/Olympus",
                        "idealCycleMs", Map.of("", 0, "P1", -5),
                        "minorStopThresholdMs", -1,
                        "stateBuckets", Map.of("six", "RUN"),
                        "reasonBuckets", Map.of("lunch", "LUNCH"))),
                400,
                "invalid-machine-model");

        assertThat(problem.jsonPath().<String>getList("errors.field"))
                .containsExactlyInAnyOrder(
                        "timeZone",
                        "idealCycleMs[\"\"]",
                        "idealCycleMs[\"P1\"]",
                        "minorStopThresholdMs",
                        "stateBuckets[\"six\"]",
                        "reasonBuckets[\"lunch\"]");
    }

    @Test
    void aMisspeltFieldIsNotIgnored() {
        var problem = problem(put(Map.of("idealCycle", 5)), 400, "unreadable-body");

        assertThat(problem.jsonPath().getString("detail")).contains("idealCycle");
    }

    @Test
    void aBodyThatIsNoJsonIsToldWhere() {
        var answer = Plant.ask()
                .contentType("application/json")
                .body("{\"timeZone\": ")
                .put("/api/v1/machines/PROBLEMS/line1/sealer");

        assertThat(problem(answer, 400, "unreadable-body").jsonPath().getString("detail"))
                .contains("line 1");
    }

    private static Response put(Map<String, ?> model) {
        return Plant.ask().contentType("application/json").body(model).put("/api/v1/machines/PROBLEMS/line1/sealer");
    }

    private static Response problem(Response answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:oee-suite:problem:" + name);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(List.of("title", "detail", "instance"))
                .allSatisfy(
                        field -> assertThat(answer.jsonPath().getString(field)).isNotBlank());
        return answer;
    }
}
