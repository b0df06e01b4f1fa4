package io.oeesuite.httpaccess;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Keeps {@linkplain PlainHttp what needs TLS} from plain HTTP, for routes of a service that come before the rules of its web site. */
@ApplicationScoped
public class TlsGate implements Handler<RoutingContext> {
    private static final Logger LOG = Logger.getLogger(TlsGate.class);

    private final PlainHttp plain;
    private final Challenge challenge;
    private final AtomicBoolean told = new AtomicBoolean();

    public TlsGate(PlainHttp plain, ObjectMapper json) {
        this.plain = plain;
        this.challenge = new Challenge(json);
    }

    /** Answers with 403 instead of the route, and says so once in the log. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<AccessProblem> problem = plain.whyNot(request.scheme(), request.path(), false);
        if (problem.isEmpty()) {
            context.next();
            return;
        }
        if (told.compareAndSet(false, true)) {
            LOG.warnf(
                    "Refused, as it came by plain HTTP: %s of %s. %s",
                    request.path(),
                    request.remoteAddress().hostAddress(),
                    problem.get().detail());
        }
        if (request.version() != HttpVersion.HTTP_2) {
            // what it sends is not read
            context.response().putHeader("Connection", "close");
        }
        challenge.answer(context, problem.get());
    }
}
