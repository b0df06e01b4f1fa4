package io.oeesuite.alert.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.contracts.Notification;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;

/**
 * Posts signed JSON to a receiver. An attempt is up to three requests, with growing pauses; after four failures out of four the circuit is open and nothing is
 * sent for a while.
 */
final class WebhookChannel implements Channel {
    private static final Logger LOG = Logger.getLogger(WebhookChannel.class);
    private static final int RETRIES = 2;
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final long JITTER_MS = 100;
    private static final int FAILURES_TO_OPEN = 4;
    private static final long OPEN_MS = 5_000;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final URI url;
    private final WebhookSignature signature;
    private final Duration timeout;
    private final AlertJson json;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicReference<CircuitBreakerState> circuit = new AtomicReference<>(CircuitBreakerState.CLOSED);
    private final Guard guard;
    private String lastReason = "";

    WebhookChannel(
            String name,
            URI url,
            WebhookSignature signature,
            Duration timeout,
            AlertJson json,
            MeterRegistry registry) {
        this.name = name;
        this.url = url;
        this.signature = signature;
        this.timeout = timeout;
        this.json = json;
        this.guard = Guard.create()
                .withDescription("webhook " + name)
                .withRetry()
                .maxRetries(RETRIES)
                .delay(FIRST_PAUSE_MS, ChronoUnit.MILLIS)
                .jitter(JITTER_MS, ChronoUnit.MILLIS)
                .retryOn(Unavailable.class)
                .abortOn(CircuitBreakerOpenException.class)
                .withExponentialBackoff()
                .maxDelay(LONGEST_PAUSE_MS, ChronoUnit.MILLIS)
                .done()
                .done()
                .withCircuitBreaker()
                .failOn(Unavailable.class)
                .requestVolumeThreshold(FAILURES_TO_OPEN)
                .failureRatio(1)
                .delay(OPEN_MS, ChronoUnit.MILLIS)
                .onStateChange(this::circuitChanged)
                .done()
                .build();
        Gauge.builder("oee.alert.webhook.circuit.open", () -> circuit.get() == CircuitBreakerState.CLOSED ? 0 : 1)
                .tag("channel", name)
                .description("Whether the receiver is given a rest")
                .register(registry);
    }

    /** @throws InvalidSettings when it could never work, or would be unsafe */
    static void check(String name, ChannelConfig.WebhookConfig config, boolean production) {
        URI url = config.url().orElseThrow();
        String setting = "oee.alert.webhooks." + name;
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new InvalidSettings(
                    setting + ".url (OEE_ALERT_WEBHOOK_URL): is no http or https address; use https://host/path");
        }
        if (production && "http".equals(url.getScheme()) && !isLoopback(url.getHost())) {
            throw new InvalidSettings(setting + ".url (OEE_ALERT_WEBHOOK_URL): is http, which anybody on the way can "
                    + "read; use https. http is for this machine only (127.0.0.1, localhost)");
        }
        if (url.getUserInfo() != null) {
            throw new InvalidSettings(setting + ".url (OEE_ALERT_WEBHOOK_URL): holds a user; addresses are logged. "
                    + "The receiver knows us by the signature");
        }
        if (config.secret().orElse("").length() < WebhookSignature.SHORTEST_SECRET) {
            throw new InvalidSettings(setting + ".secret (OEE_ALERT_WEBHOOK_SECRET): must have at least "
                    + WebhookSignature.SHORTEST_SECRET + " characters; the receiver checks the signature with it");
        }
        if (!config.timeout().isPositive()) {
            throw new InvalidSettings(setting + ".timeout (OEE_ALERT_WEBHOOK_TIMEOUT): must be positive, as 10S");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt tell(Notification notification) {
        try {
            return guard.call(() -> post(notification), Attempt.class);
        } catch (Unavailable unavailable) {
            lastReason = unavailable.getMessage();
            return new Attempt.NotNow(lastReason);
        } catch (CircuitBreakerOpenException resting) {
            return new Attempt.NotNow("the receiver has failed repeatedly and is given a rest: " + lastReason);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Attempt.NotNow("interrupted");
        } catch (Exception unexpected) {
            return new Attempt.NotNow(unexpected.toString());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Attempt post(Notification notification) throws InterruptedException {
        byte[] body = json.bytes(WebhookBody.of(notification, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "oee-suite-alert-sender")
                .header("Idempotency-Key", notification.getId())
                .header("X-OEE-Signature", signature.of(body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return answered(exchange(request));
    }

    /** The limit holds for the whole exchange: a request's own would end with the headers of the answer. */
    private HttpResponse<Void> exchange(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new Unavailable("no complete answer from " + url.getHost() + " within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new Unavailable("no answer from " + url.getHost() + ": "
                    + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
        }
    }

    /** Final is what says that this notification is wrong. All else can be cured, be it by who looks after the receiver. */
    private static Attempt answered(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Attempt.Told();
        }
        return switch (status) {
            case 400, 410, 413, 422 -> new Attempt.Refused("HTTP " + status);
            case 408, 425, 429 -> throw new Unavailable("HTTP " + status);
            default -> {
                if (status >= 500) {
                    throw new Unavailable("HTTP " + status);
                }
                yield new Attempt.NotNow("HTTP " + status);
            }
        };
    }

    private void circuitChanged(CircuitBreakerState state) {
        circuit.set(state);
        LOG.infof("Webhook circuit: channel=%s state=%s", name, state);
    }

    /** The receiver cannot take it now. */
    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message, null, false, false);
        }
    }
}
