package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every endpoint asked by everybody. Bodies are broken on purpose: whoever may ask is told 400, and nothing is done. */
final class Matrix {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String BROKEN = "{";
    private static final int SENT_TO_LOG_IN = 302;
    private static final int QUESTIONS_AT_ONCE = 6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final GuardedDemo demo;
    private final RequiredRoles required;
    private final List<Asker> askers;

    /**
     * Somebody with or without a token.
     *
     * @param role what he was given; empty when the token, or its absence, is no login
     * @param authorization the header; empty for none
     */
    record Asker(String name, Optional<String> role, Optional<String> authorization) {
        static Asker withLogin(String name, String role, String token) {
            return new Asker(name, Optional.of(role), Optional.of("Bearer " + token));
        }

        static Asker withoutLogin(String name, String authorization) {
            return new Asker(name, Optional.empty(), Optional.of(authorization));
        }
    }

    Matrix(GuardedDemo demo, RequiredRoles required, List<Asker> askers) {
        this.demo = demo;
        this.required = required;
        this.askers = List.copyOf(askers);
    }

    /** What went other than promised, a line each. */
    List<String> violations(Map<Endpoint, String> endpoints) throws InterruptedException, ExecutionException {
        List<String> violations = new ArrayList<>();
        try (ExecutorService questions = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE)) {
            List<Callable<List<String>>> all = endpoints.entrySet().stream()
                    .<Callable<List<String>>>map(endpoint -> () -> violations(endpoint.getKey(), endpoint.getValue()))
                    .toList();
            for (Future<List<String>> answer : questions.invokeAll(all)) {
                violations.addAll(answer.get());
            }
        }
        return violations;
    }

    private List<String> violations(Endpoint endpoint, String mediaType) throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        for (Asker asker : askers) {
            int status = status(endpoint, mediaType, asker);
            if (!isPromised(endpoint, asker, status)) {
                violations.add(endpoint + " answered " + status + " to " + asker.name());
            }
        }
        return violations;
    }

    int size(Map<Endpoint, String> endpoints) {
        return endpoints.size() * askers.size();
    }

    private boolean isPromised(Endpoint endpoint, Asker asker, int status) {
        OptionalInt open = required.openStatus(endpoint);
        if (open.isPresent()) {
            // whoever shows a login that is none may be told so everywhere
            boolean badLogin = asker.authorization().isPresent() && asker.role().isEmpty();
            return status == open.getAsInt() || badLogin && status == 401;
        }
        if (asker.authorization().isEmpty() && isPage(endpoint)) {
            return status == SENT_TO_LOG_IN;
        }
        if (asker.role().isEmpty()) {
            return status == 401;
        }
        return required.allow(endpoint, asker.role().get())
                ? status != 401 && status != 403 && status < 500
                : status == 403;
    }

    /** What a browser opens, where a login is asked for by sending it to Keycloak. */
    private static boolean isPage(Endpoint endpoint) {
        return endpoint.method().equals("GET") && !endpoint.path().startsWith("/api/");
    }

    private int status(Endpoint endpoint, String mediaType, Asker asker) throws IOException, InterruptedException {
        URI address =
                URI.create(demo.service(endpoint.service()) + endpoint.path().replaceAll("\\{[^}]*}", "nothing"));
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(endpoint.method());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .method(endpoint.method(), hasBody ? BodyPublishers.ofString(BROKEN) : BodyPublishers.noBody());
        if (hasBody) {
            request.header("Content-Type", mediaType);
        }
        asker.authorization().ifPresent(value -> request.header("Authorization", value));
        // a stream of events has no end: its status is enough
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }
}
