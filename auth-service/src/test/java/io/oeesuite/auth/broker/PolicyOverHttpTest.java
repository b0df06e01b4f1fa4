package io.oeesuite.auth.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Enforcer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of cases of mqtt-access, asked over HTTP. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class PolicyOverHttpTest extends WholeService {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyCaseOfTheTableIsAnsweredAsThePolicySays() throws IOException, InterruptedException {
        AccessCases cases = AccessCases.read();
        cases.devices().forEach((id, groups) -> register(id, groups.toArray(String[]::new)));
        List<String> wrong = new ArrayList<>();

        for (AccessCase one : cases.all()) {
            String expected = one.allowedBy(Enforcer.POLICY) ? "{\"result\":\"allow\"" : "{\"result\":\"deny\"";
            if (!ask(one).startsWith(expected)) {
                wrong.add(one.toString());
            }
        }

        System.out.println("Policy over HTTP: " + cases.all().size() + " cases");
        assertThat(cases.all()).hasSizeGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    private String ask(AccessCase one) throws IOException, InterruptedException {
        String body = "{\"clientid\":" + quoted(one.clientId())
                + ",\"username\":\"\",\"peerhost\":\"192.0.2.1\",\"action\":\""
                + one.action().name().toLowerCase(Locale.ROOT) + "\",\"topic\":" + quoted(one.topic())
                + ",\"qos\":1,\"retain\":false}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/mqtt/authorize"))
                .header("Content-Type", "application/json")
                .header("X-Broker-Secret", AuthServers.BROKER_SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** In ASCII, so that lone surrogates arrive as such. */
    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character < 0x20 || character > 0x7e || character == '"' || character == '\\') {
                json.append("\\u%04x".formatted(character));
            } else {
                json.append((char) character);
            }
        });
        return json.append('"').toString();
    }
}
