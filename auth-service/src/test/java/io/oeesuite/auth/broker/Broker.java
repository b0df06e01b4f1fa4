package io.oeesuite.auth.broker;

import java.util.HashMap;
import java.util.Map;

import io.oeesuite.auth.AuthServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** Asks as a broker does. */
public final class Broker {
    private Broker() {}

    public static String byCertificate(String clientId, String certificate) {
        return result(authenticate(Map.of(
                "clientid", clientId, "cert_common_name", certificate, "peerhost", "192.0.2.10", "username", "")));
    }

    public static String byPassword(String clientId, String password, String address) {
        return result(withPassword(clientId, password, address));
    }

    public static Response withPassword(String clientId, String password, String address) {
        return authenticate(Map.of(
                "clientid",
                clientId,
                "username",
                clientId,
                "password",
                password,
                "peerhost",
                address,
                "cert_common_name",
                ""));
    }

    public static Response authenticate(Map<String, ?> question) {
        return ask("authenticate", new HashMap<>(question));
    }

    public static String authorize(String clientId, String action, String topic) {
        return result(ask(
                "authorize",
                Map.of("clientid", clientId, "action", action, "topic", topic, "qos", 1, "retain", "false")));
    }

    public static Response ask(String question, Object body) {
        return given().header("X-Broker-Secret", AuthServers.BROKER_SECRET)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/mqtt/" + question);
    }

    public static String result(Response response) {
        return response.then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .path("result");
    }
}
