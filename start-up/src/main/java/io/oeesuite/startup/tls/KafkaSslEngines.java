package io.oeesuite.startup.tls;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import org.apache.kafka.common.security.auth.SslEngineFactory;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * TLS of Kafka's clients by PEM files that are read anew for each connection, {@code ssl.engine.factory.class}. The name of the broker is always verified, whatever
 * {@code ssl.endpoint.identification.algorithm} says.
 */
@RegisterForReflection(fields = false)
public final class KafkaSslEngines implements SslEngineFactory {
    static final String PREFIX = "KAFKA";
    static final String CA_CERTS = "ca.certs";
    static final String CERTFILE = "certfile";
    static final String KEYFILE = "keyfile";

    private LatestContext context;

    @Override
    public void configure(Map<String, ?> settings) {
        context = new LatestContext(new TlsFiles(
                PREFIX,
                path(settings, CA_CERTS).orElseThrow(() -> new IllegalArgumentException(CA_CERTS + " is not set")),
                path(settings, CERTFILE),
                path(settings, KEYFILE)));
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String ignored) {
        SSLEngine engine = context.get().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(TlsVersions.ALLOWED);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("for clients only");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> settings) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    /** Asked by servers only. */
    @Override
    public KeyStore keystore() {
        return null;
    }

    /** Asked by servers only. */
    @Override
    public KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        // nothing is held open
    }

    private static Optional<Path> path(Map<String, ?> settings, String name) {
        return TlsFiles.path(name, key -> Optional.ofNullable(settings.get(key)).map(String::valueOf));
    }
}
