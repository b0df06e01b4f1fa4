package io.oeesuite.httpaccess;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds out who asks: by a token, by the session of a page, by a certificate; without logins it is somebody on this machine. Whoever asks the API without a login is
 * told so, and whoever asks for a page is sent to log in.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class CallerMechanism implements HttpAuthenticationMechanism {
    /** Before the others, which are asked through this one. */
    private static final int FIRST = 5_000;

    private final OidcAuthenticationMechanism oidc;
    private final HttpsListener https;
    private final Logins logins;
    private final Challenge challenge;

    CallerMechanism(OidcAuthenticationMechanism oidc, HttpsListener https, Logins logins, ObjectMapper json) {
        this.oidc = oidc;
        this.https = https;
        this.logins = logins;
        this.challenge = new Challenge(json);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (!logins.areOn()) {
            String name = LocalActor.name(context.request()).orElse(Caller.LOCAL);
            return Uni.createFrom().item(CallerIdentity.of(new Caller(name, Set.copyOf(Roles.ALL), Sites.ALL)));
        }
        if (context.request().getHeader("Authorization") == null) {
            Optional<SecurityIdentity> program = https.identity(context.request());
            if (program.isPresent()) {
                return Uni.createFrom().item(program.get());
            }
        }
        return oidc.authenticate(context, identities)
                .onFailure()
                .invoke(() -> context.put(HttpAuthenticationMechanism.class.getName(), this))
                .onFailure(CallerMechanism::isRealmAway)
                .transform(away -> new ProblemException(new AccessProblem.NoLogins()));
    }

    /** Then a session cannot be renewed, nor a first token be verified; whoever is sent to log in would lose the page for nothing. */
    private static boolean isRealmAway(Throwable failure) {
        if (failure instanceof OIDCException) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (isPage(context)) {
            return getChallenge(context).map(new ChallengeSender(context));
        }
        boolean nothingShown = context.request().getHeader("Authorization") == null;
        challenge.answer(context, nothingShown ? Challenge.NO_LOGIN : Challenge.BAD_LOGIN);
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return isPage(context)
                ? oidc.getChallenge(context)
                        .onFailure(OIDCException.class)
                        .transform(away -> new ProblemException(new AccessProblem.NoLogins()))
                : Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Challenge.BEARER));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return FIRST;
    }

    /** Whoever asks for a page and shows no token sits at a browser. */
    private static boolean isPage(RoutingContext context) {
        var request = context.request();
        return !request.path().startsWith("/api/")
                && request.getHeader("Authorization") == null
                && (request.method().name().equals("GET")
                        || request.method().name().equals("HEAD"));
    }
}
