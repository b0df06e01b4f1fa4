package io.oeesuite.analytics;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Singleton;

import io.oeesuite.startup.tls.Pem;
import io.oeesuite.startup.tls.PostgresTls;
import io.oeesuite.startup.tls.TlsPems;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/** The reactive client's connections, over TLS where {@code POSTGRES_USE_TLS} says so: each new one with the certificate files as they are then. */
@Singleton
class SecuredPool implements PgPoolCreator {
    private final PostgresTls tls;

    SecuredPool(PostgresTls tls) {
        this.tls = tls;
    }

    @Override
    public Pool create(Input input) {
        return pool(input.vertx(), input.poolOptions(), input.pgConnectOptionsList());
    }

    Pool pool(Vertx vertx, PoolOptions size, List<PgConnectOptions> servers) {
        var pool = PgBuilder.pool().using(vertx).with(size);
        if (!tls.isWanted()) {
            return pool.connectingTo(List.<SqlConnectOptions>copyOf(servers)).build();
        }
        PgConnectOptions server = servers.getFirst();
        return pool.connectingTo(
                        () -> vertx.<SqlConnectOptions>executeBlocking(() -> secured(server, tls.pems()), false))
                .build();
    }

    private static PgConnectOptions secured(PgConnectOptions server, TlsPems pems) {
        PgConnectOptions secured = new PgConnectOptions(server)
                .setSslMode(SslMode.VERIFY_FULL)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setPemTrustOptions(new PemTrustOptions().addCertValue(bytes(pems.authorities())));
        if (pems.certificate().isPresent()) {
            secured.setPemKeyCertOptions(new PemKeyCertOptions()
                    .setCertValue(bytes(pems.certificate().get()))
                    .setKeyValue(bytes(pems.key().orElseThrow())));
        }
        return secured;
    }

    private static Buffer bytes(Pem pem) {
        return Buffer.buffer(pem.text().getBytes(StandardCharsets.ISO_8859_1));
    }
}
