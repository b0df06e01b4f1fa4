package io.oeesuite.simulator.control;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(SimulatorResource.class)
class ControlProblemsTest {

    private static final String OWN = "/nodes/PROBLEMS/" + SimulatorResource.PROBLEMS;

    @BeforeEach
    void makeNodeOnce() {
        if (given().get(OWN).statusCode() == 404) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("devices", List.of(Map.of("id", "FILLER"))))
                    .put(OWN)
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /nodes/NO/ONE/connect                     |                                                     | 404 | no edge node NO/ONE
            POST | OWN/devices/NONE/offline                  |                                                     | 404 | no device NONE
            POST | OWN/faults/flood/on                       |                                                     | 404 | no fault 'flood'
            POST | OWN/faults/counter-reset/on               |                                                     | 409 | simulated line
            POST | OWN/faults/duplicates/on?every=0          |                                                     | 400 | at least 1
            POST | OWN/drop?away=soon                        |                                                     | 400 | 'soon' is no duration
            POST | OWN/devices/FILLER/publish                | {"metrics":[{"name":"Nope","type":"Int32","value":1}]} | 422 | not in the birth
            POST | OWN/devices/FILLER/publish                | {"metrics":[{"name":"Nope","value":1}]}             | 400 | not in the birth
            POST | OWN/devices/FILLER/publish                | {"metrics":[]}                                      | 400 | no metrics
            POST | OWN/devices/FILLER/publish                | {"metrics":[{"name":"Status/StateCurrent","value":"six"}]} | 400 | no whole number
            POST | OWN/devices/FILLER/publish                | {"metrics":[{"name":"Status/StateCurrent","value":1}],"what":1} | 400 | what
            POST | OWN/devices/FILLER/publish                | {"metrics":                                         | 400 | Unexpected end
            PUT  | /nodes/A/edge_WITHOUT-CERTIFICATE         | {}                                                  | 422 | MQTT_CERTFILE
            PUT  | /nodes/A/edge+B                           | {}                                                  | 400 | edge
            """)
    void whatCannotBeDoneIsAnsweredWithAProblem(String method, String path, String body, int status, String detail) {
        given().contentType(ContentType.JSON)
                .body(body == null ? "" : body)
                .urlEncodingEnabled(false)
                .request(method, path.replace("OWN", OWN))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", containsString(detail));
    }
}
