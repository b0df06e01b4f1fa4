package io.oeesuite.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.mqtt.MqttConnectionException;

/** Finds the {@link ConnectionProblem} behind the exceptions of a failed attempt. */
final class Diagnosis {
    private final BrokerAddress broker;
    private final MqttSettings settings;

    Diagnosis(BrokerAddress broker, MqttSettings settings) {
        this.broker = broker;
        this.settings = settings;
    }

    /** Why an attempt failed. */
    ConnectionProblem ofAttempt(Throwable failure) {
        if (failure instanceof ConnectionFailed known) {
            return known.problem();
        }
        if (failure instanceof InvalidMqttSettings unusable) {
            return new ConnectionProblem.UnusableCertificate(unusable.getMessage());
        }
        return known(failure).orElseGet(() -> new ConnectionProblem.ClosedEarly(broker, settings.tls()));
    }

    /** Why an accepted connection ended. */
    ConnectionProblem ofLoss(Throwable failure) {
        return known(failure).orElseGet(() -> new ConnectionProblem.ConnectionLost(broker, text(failure)));
    }

    private Optional<ConnectionProblem> known(Throwable failure) {
        return refusal(failure)
                .or(() -> brokerCertificate(failure))
                .or(() -> network(failure))
                .or(() -> alert(failure))
                .or(() -> otherTls(failure));
    }

    private Optional<ConnectionProblem> refusal(Throwable failure) {
        return first(failure, MqttConnectionException.class::isInstance)
                .map(e -> refusal(((MqttConnectionException) e).code()));
    }

    private ConnectionProblem refusal(MqttConnectReturnCode code) {
        return switch (code) {
            case CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION ->
                new ConnectionProblem.BrokerUnavailable(broker, "it does not speak MQTT 3.1.1");
            case CONNECTION_REFUSED_SERVER_UNAVAILABLE ->
                new ConnectionProblem.BrokerUnavailable(broker, "server unavailable");
            case CONNECTION_REFUSED_IDENTIFIER_REJECTED -> notAuthorised("client id rejected");
            case CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD -> notAuthorised("bad user name or password");
            case CONNECTION_REFUSED_NOT_AUTHORIZED -> notAuthorised("not authorised");
            default -> notAuthorised(code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    private ConnectionProblem notAuthorised(String reason) {
        return new ConnectionProblem.NotAuthorised(broker, settings.clientId(), reason);
    }

    private Optional<ConnectionProblem> brokerCertificate(Throwable failure) {
        Optional<Throwable> expired = first(failure, CertificateExpiredException.class::isInstance);
        if (expired.isPresent()) {
            return Optional.of(new ConnectionProblem.BrokerCertificateExpired(broker, text(expired.get())));
        }
        Optional<Throwable> early = first(failure, CertificateNotYetValidException.class::isInstance);
        if (early.isPresent()) {
            return Optional.of(new ConnectionProblem.BrokerCertificateNotYetValid(broker, text(early.get())));
        }
        Optional<Throwable> otherName =
                first(failure, e -> says(e, "No subject alternative") || says(e, "No name matching"));
        if (otherName.isPresent()) {
            return Optional.of(new ConnectionProblem.HostNameMismatch(broker, text(otherName.get())));
        }
        return first(failure, e -> e instanceof CertPathBuilderException || says(e, "PKIX path"))
                .map(e -> new ConnectionProblem.UnknownCa(broker, text(e)));
    }

    private Optional<ConnectionProblem> network(Throwable failure) {
        if (first(failure, UnknownHostException.class::isInstance).isPresent()) {
            return Optional.of(new ConnectionProblem.UnknownHost(broker));
        }
        if (first(failure, NotSslRecordException.class::isInstance).isPresent()) {
            return Optional.of(new ConnectionProblem.NotTls(broker));
        }
        if (first(failure, SslHandshakeTimeoutException.class::isInstance).isPresent()) {
            return Optional.of(new ConnectionProblem.TimedOut(broker, "TLS handshake"));
        }
        if (first(failure, ConnectTimeoutException.class::isInstance).isPresent()) {
            return Optional.of(new ConnectionProblem.Unreachable(broker, "no answer to the connection attempt"));
        }
        return first(failure, e -> e instanceof ConnectException || e instanceof NoRouteToHostException)
                .map(e -> new ConnectionProblem.Unreachable(broker, text(e)));
    }

    /** What the broker said in a TLS alert; with TLS 1.3 it comes after our side of the handshake is done. */
    private Optional<ConnectionProblem> alert(Throwable failure) {
        return first(failure, e -> e instanceof SSLException && says(e, "fatal alert"))
                .map(this::alertProblem);
    }

    private ConnectionProblem alertProblem(Throwable alert) {
        if (settings.certFile().isEmpty()
                && (says(alert, "certificate_required")
                        || says(alert, "bad_certificate")
                        || says(alert, "handshake_failure"))) {
            return new ConnectionProblem.ClientCertificateMissing(broker);
        }
        boolean aboutCertificate = says(alert, "certificate") || says(alert, "unknown_ca");
        String reason = text(alert).replaceFirst(".*fatal alert: ", "");
        return aboutCertificate
                ? new ConnectionProblem.ClientCertificateRefused(broker, reason)
                : new ConnectionProblem.TlsFailed(broker, text(alert));
    }

    private Optional<ConnectionProblem> otherTls(Throwable failure) {
        if (first(failure, ClosedChannelException.class::isInstance).isPresent()) {
            return Optional.empty();
        }
        return first(failure, SSLException.class::isInstance)
                .map(e -> new ConnectionProblem.TlsFailed(broker, text(e)));
    }

    private static boolean says(Throwable e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The first that fits among the failure, its causes and what was suppressed on the way. */
    private static Optional<Throwable> first(Throwable failure, Predicate<Throwable> fits) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable e = open.poll();
            if (!seen.add(e)) {
                continue;
            }
            if (fits.test(e)) {
                return Optional.of(e);
            }
            if (e.getCause() != null) {
                open.add(e.getCause());
            }
            open.addAll(Arrays.asList(e.getSuppressed()));
        }
        return Optional.empty();
    }
}
