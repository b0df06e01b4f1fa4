package io.oeesuite.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** What the application has subscribed to, to be renewed with every connection. On the event loop only. */
final class Subscriptions {
    private static final Logger LOG = Logger.getLogger(Subscriptions.class);

    private final String clientId;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();

    Subscriptions(String clientId) {
        this.clientId = clientId;
    }

    /** A subscription, and who waits for its first grant. */
    private record Wanted(Subscription subscription, Promise<Void> granted) {}

    /** Remembers it; the promise is kept when a broker first grants it, or broken when one refuses. */
    void add(Subscription subscription, Promise<Void> granted) {
        wanted.put(subscription.filter(), new Wanted(subscription, granted));
    }

    void remove(String filter) {
        wanted.remove(filter);
    }

    /** Asks for all. Fails when a required one is refused. */
    Future<Void> renew(BrokerSession session) {
        return ask(session, new ArrayList<>(wanted.values()));
    }

    /** Asks for one that was added during the connection. Fails when it is required and refused. */
    Future<Void> ask(BrokerSession session, String filter) {
        return ask(session, List.of(wanted.get(filter)));
    }

    private Future<Void> ask(BrokerSession session, List<Wanted> asked) {
        if (asked.isEmpty()) {
            return Future.succeededFuture();
        }
        return session.subscribe(asked.stream().map(Wanted::subscription).toList())
                .compose(refused -> answered(session, asked, refused));
    }

    private Future<Void> answered(BrokerSession session, List<Wanted> asked, List<Subscription> refused) {
        Optional<ConnectionFailed> fatal = Optional.empty();
        for (Wanted each : asked) {
            if (!refused.contains(each.subscription())) {
                each.granted().tryComplete();
                continue;
            }
            var refusal = new ConnectionFailed(new ConnectionProblem.SubscriptionRefused(
                    session.broker(), clientId, each.subscription().filter()));
            each.granted().tryFail(refusal);
            if (each.subscription().required()) {
                fatal = Optional.of(refusal);
                continue;
            }
            LOG.warnf("MQTT: %s. It goes on without.", refusal.getMessage());
        }
        return fatal.<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture);
    }
}
