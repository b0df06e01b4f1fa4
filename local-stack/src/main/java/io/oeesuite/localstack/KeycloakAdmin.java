package io.oeesuite.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an administrator of the realm would do in Keycloak's console, over its REST API. */
public final class KeycloakAdmin {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String name;
    private final String password;
    private Token last = new Token("", Instant.MIN);

    /** Keycloak's are good for a minute; a new one costs it a password check. */
    private record Token(String text, Instant goodUntil) {
        static final Duration USED_FOR = Duration.ofSeconds(20);
    }

    /**
     * Of a Keycloak with the realm of this suite.
     *
     * @param server without the realm
     */
    public KeycloakAdmin(URI server, String name, String password) {
        this.server = server;
        this.name = name;
        this.password = password;
    }

    /**
     * Adds somebody who can log in; whoever is there by that name stays as they are, and has the role then.
     *
     * @param role of the realm
     * @param sites Sparkplug groups, or {@code *}
     * @throws LocalStackException when Keycloak refuses, with its reason
     */
    public void addUser(String user, String userPassword, String role, List<String> sites) {
        String token = token();
        String representation = """
                {"username": %1$s, "firstName": %1$s, "lastName": "Example", "email": %2$s, "emailVerified": true, "enabled": true,
                 "attributes": {"sites": [%3$s]}, "credentials": [{"type": "password", "value": %4$s, "temporary": false}]}""".formatted(
                        quoted(user),
                        quoted(user + "@example.com"),
                        sites.stream().map(KeycloakAdmin::quoted).collect(Collectors.joining(",")),
                        quoted(userPassword));
        HttpResponse<String> answer = send(admin("/users", token).POST(BodyPublishers.ofString(representation)));
        if (answer.statusCode() != CONFLICT) {
            require(answer, "add the user " + user);
        }
        String roleFound = get("/roles/" + encoded(role), token);
        String id = id(get("/users?exact=true&username=" + encoded(user), token), "user " + user);
        require(
                send(admin("/users/" + id + "/role-mappings/realm", token)
                        .POST(BodyPublishers.ofString("[" + roleFound + "]"))),
                "give " + user + " the role " + role);
    }

    /**
     * Says where the service of this client is: people come back there from the login and the logout, and nowhere else.
     *
     * @param urls the first is its own, without a slash at the end
     */
    public void serve(String client, List<String> urls) {
        String token = token();
        String id = id(get("/clients?clientId=" + encoded(client), token), "client " + client);
        String representation = """
                {"clientId": %s, "rootUrl": %s, "redirectUris": [%s], "attributes": {"post.logout.redirect.uris": %s}}""".formatted(
                        quoted(client),
                        quoted(urls.getFirst()),
                        urls.stream().map(url -> quoted(url + "/login")).collect(Collectors.joining(",")),
                        quoted(urls.stream().map(url -> url + "/").collect(Collectors.joining("##"))));
        require(
                send(admin("/clients/" + id, token).PUT(BodyPublishers.ofString(representation))),
                "tell where " + client + " is");
    }

    /** @param representation of Keycloak's Admin REST API, JSON */
    public void addClient(String representation) {
        require(send(admin("/clients", token()).POST(BodyPublishers.ofString(representation))), "add the client");
    }

    private synchronized String token() {
        Instant now = Instant.now();
        if (now.isAfter(last.goodUntil)) {
            last = new Token(newToken(), now.plus(Token.USED_FOR));
        }
        return last.text;
    }

    private String newToken() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=" + encoded(name)
                        + "&password=" + encoded(password)));
        HttpResponse<String> answer = send(request);
        require(answer, "log in as administrator");
        return found(TOKEN, answer.body(), "token");
    }

    private String get(String path, String token) {
        HttpResponse<String> answer = send(admin(path, token).GET());
        require(answer, "read " + path);
        return answer.body();
    }

    private HttpRequest.Builder admin(String path, String token) {
        return HttpRequest.newBuilder(server.resolve("/admin/realms/oee" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LocalStackException("Keycloak does not answer at " + server + ": " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while asking Keycloak", interrupted);
        }
    }

    private static void require(HttpResponse<String> answer, String what) {
        if (answer.statusCode() > CREATED && answer.statusCode() != 204 || answer.statusCode() < 200) {
            throw new LocalStackException(
                    "Keycloak does not " + what + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static String id(String list, String what) {
        return found(ID, list, what);
    }

    private static String found(Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new LocalStackException("Keycloak knows no " + what);
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
