package io.oeesuite.localstack.broker;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks auth-service what this broker does not know itself, as EMQX 5.8 would. Whatever goes wrong, the answer is no. */
final class AuthService {

    /** An answer that takes longer is none. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI authenticate;
    private final URI authorize;
    private final Optional<String> secret;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** @param secret that shows auth-service that a broker asks; without one it answers programs of this machine */
    AuthService(URI address, Optional<String> secret) {
        this.secret = secret;
        String root = address.toString().replaceFirst("/+$", "");
        this.authenticate = URI.create(root + "/mqtt/authenticate");
        this.authorize = URI.create(root + "/mqtt/authorize");
    }

    /** What auth-service says. */
    enum Answer {
        NO,
        YES,
        /** With rules of its own for the session, which come before those of the broker. */
        YES_BY_ITS_RULES
    }

    /**
     * Whether the client is who it says.
     *
     * @param login {@code clientid}, {@code username}, {@code password}, {@code cert_common_name}, {@code peerhost}; what there is not is left out
     */
    CompletableFuture<Answer> isAuthentic(Map<String, Object> login) {
        return ask(authenticate, login);
    }

    /**
     * Whether the client may do it.
     *
     * @param wish {@code clientid}, {@code username}, {@code peerhost}, {@code action}, {@code topic}, {@code qos}, {@code retain}
     */
    CompletableFuture<Boolean> isAuthorized(Map<String, Object> wish) {
        return ask(authorize, wish).thenApply(answer -> answer == Answer.YES);
    }

    private CompletableFuture<Answer> ask(URI where, Map<String, Object> question) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(where)
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)));
            secret.ifPresent(said -> request.header("X-Broker-Secret", said));
            return http.sendAsync(request.build(), BodyHandlers.ofString())
                    .thenApply(AuthService::read)
                    .exceptionally(failure -> {
                        LOG.warn("auth-service does not answer at {}: {}", where, failure.toString());
                        return Answer.NO;
                    });
        } catch (JsonProcessingException unwritable) {
            LOG.warn("auth-service cannot be asked: {}", unwritable.getOriginalMessage());
            return CompletableFuture.completedFuture(Answer.NO);
        }
    }

    private static Answer read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            LOG.warn("auth-service answered {} with status {}", response.uri(), response.statusCode());
            return Answer.NO;
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("result").asText().equals("allow")) {
                return Answer.NO;
            }
            return answer.has("acl") ? Answer.YES_BY_ITS_RULES : Answer.YES;
        } catch (JsonProcessingException unreadable) {
            LOG.warn("auth-service answered {} with what is no JSON", response.uri());
            return Answer.NO;
        }
    }
}
