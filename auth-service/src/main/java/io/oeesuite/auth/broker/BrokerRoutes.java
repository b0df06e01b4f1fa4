package io.oeesuite.auth.broker;

import java.util.Map;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTrail;
import io.oeesuite.auth.audit.Shown;
import io.oeesuite.auth.protection.Address;
import io.oeesuite.httpaccess.TlsGate;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The questions of brokers over HTTP, as EMQX 5.8 asks them. The answer is 200 with a result, and deny for everything that cannot be understood: a broker takes another
 * status for "ask somebody else", and gets one only where it asks in the clear beside TLS. On the event loop and before everything else of HTTP; only a password that is not known yet takes another thread.
 */
@ApplicationScoped
class BrokerRoutes {
    private static final Logger LOG = Logger.getLogger(BrokerRoutes.class);
    /** The longest topic of MQTT, were each byte of it escaped, and some. */
    private static final int LARGEST = 512 * 1024;
    /** Before logins, limits and REST. */
    private static final int FIRST = -1_000_000;
    /** Those rules come too late for these questions, which have passwords in them. */
    private static final int BEFORE = FIRST - 1;

    private final TlsGate tls;
    private final BrokerGate gate;
    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final BrokerMeters meters;
    private final AuditTrail audit;

    BrokerRoutes(
            TlsGate tls,
            BrokerGate gate,
            Authenticator authenticator,
            Authorizer authorizer,
            BrokerMeters meters,
            AuditTrail audit) {
        this.tls = tls;
        this.gate = gate;
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.meters = meters;
        this.audit = audit;
    }

    void add(@Observes Router router) {
        router.route("/mqtt/*").order(BEFORE).handler(tls);
        route(router, "authenticate", authenticator::ask);
        route(router, "authorize", (question, then) -> then.accept(authorizer.ask(question)));
        router.route("/mqtt/ping").order(FIRST).handler(this::ping);
    }

    /** Whether the caller may ask. */
    private void ping(RoutingContext context) {
        int status = gate.isOpenFor(context.request()) ? 204 : 401;
        context.request().handler(_ -> {});
        context.request()
                .endHandler(_ -> context.response().setStatusCode(status).end());
    }

    /** Answers a question. */
    @FunctionalInterface
    private interface Asked {
        void answer(Fields question, Consumer<Answer> then);
    }

    private void route(Router router, String name, Asked asked) {
        router.route(HttpMethod.POST, "/mqtt/" + name).order(FIRST).handler(context -> read(context, name, asked));
    }

    private void read(RoutingContext context, String name, Asked asked) {
        long begun = System.nanoTime();
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (!gate.isOpenFor(request)) {
            Answer denied = Answer.deny("not-a-broker");
            note(name, new Fields(Map.of()), denied, request.remoteAddress().hostAddress());
            meters.decided(name, denied, System.nanoTime() - begun);
            // what it sends is not read
            response.putHeader("Connection", "close");
            send(response, denied);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LARGEST) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> answer(name, asked, body, response, begun));
        request.exceptionHandler(gone -> LOG.debugf("A broker hung up: %s", gone.getMessage()));
    }

    private void answer(String name, Asked asked, Buffer body, HttpServerResponse response, long begun) {
        Context loop = Vertx.currentContext();
        Fields question;
        try {
            if (body.length() > LARGEST) {
                throw new MalformedQuestionException("larger than " + LARGEST + " bytes");
            }
            question = Fields.read(body.getBytes());
        } catch (MalformedQuestionException malformed) {
            LOG.debugf("Not a question: question=%s: %s", name, malformed.getMessage());
            finish(name, new Fields(Map.of()), Answer.deny("malformed"), response, begun);
            return;
        }
        try {
            asked.answer(question, answer -> {
                if (Vertx.currentContext() == loop) {
                    finish(name, question, answer, response, begun);
                    return;
                }
                loop.runOnContext(_ -> finish(name, question, answer, response, begun));
            });
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Failed to answer a broker: question=%s", name);
            finish(name, question, Answer.deny("failure"), response, begun);
        }
    }

    private void finish(String name, Fields question, Answer answer, HttpServerResponse response, long begun) {
        if (response.ended()) {
            return;
        }
        send(response, answer);
        meters.decided(name, answer, System.nanoTime() - begun);
        note(name, question, answer, question.text("peerhost"));
    }

    private static void send(HttpServerResponse response, Answer answer) {
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/json").end(answer.json());
        }
    }

    private void note(String name, Fields question, Answer answer, String address) {
        switch (answer) {
            case Answer.Allow _ -> {}
            case Answer.Deny(String reason) -> {
                String client = Shown.clientId(question.text("clientid"));
                audit.add(new AuditEntry(name, client, client, shown(address), "deny", reason));
            }
        }
    }

    private static String shown(String address) {
        return address.isEmpty() ? "" : Address.of(address).text();
    }
}
