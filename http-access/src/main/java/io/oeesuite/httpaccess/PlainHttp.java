package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * What plain HTTP is for in production where there is TLS beside it: only for those who watch the service, as tokens and sessions would cross the network in the clear.
 * Whoever sets {@code HTTP_INSECURE_REQUESTS} decides otherwise.
 */
@ApplicationScoped
class PlainHttp {
    private static final String PRODUCTION = "prod";

    private final Optional<Integer> tlsPort;

    @Inject
    PlainHttp(HttpsConfig config) {
        this(config.port().filter(port -> config.insecureRequests().isEmpty()), ConfigUtils.getProfiles());
    }

    /** @param tlsPort empty where plain HTTP may be used for everything */
    PlainHttp(Optional<Integer> tlsPort, List<String> profiles) {
        this.tlsPort = tlsPort.filter(port -> profiles.contains(PRODUCTION));
    }

    /**
     * @param scheme by which the service was asked, as a trusted proxy says where there is one
     * @param watched whether it is asked how it is, which tells nothing of the plant
     */
    Optional<AccessProblem> whyNot(String scheme, boolean watched) {
        return tlsPort.filter(port -> !watched && !"https".equals(scheme)).map(AccessProblem.TlsNeeded::new);
    }
}
