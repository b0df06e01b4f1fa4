package io.oeesuite.alert.channel;

import java.time.Duration;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Hands mails to the mail client on one event loop and waits for what becomes of them.
 *
 * <p>Asked from another thread while a connection is ending, the client's pool now and then forgets who asked, who then waits for ever (Vert.x 4.5: 3 of 600
 * mails that followed a refused one).
 */
final class LoopMailer implements Mailer {
    private final Context loop;
    private final ReactiveMailer client;
    private final Duration limit;

    /** @param limit for one call of {@link #send}: a mail server may fall silent */
    LoopMailer(Vertx vertx, ReactiveMailer client, Duration limit) {
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.client = client;
        this.limit = limit;
    }

    @Override
    public void send(Mail... mails) {
        try {
            Uni.createFrom()
                    .deferred(() -> client.send(mails))
                    .runSubscriptionOn(command -> loop.runOnContext(_ -> command.run()))
                    .await()
                    .atMost(limit);
        } catch (TimeoutException silent) {
            throw new IllegalStateException("no answer within " + limit.toSeconds() + " s", silent);
        }
    }
}
