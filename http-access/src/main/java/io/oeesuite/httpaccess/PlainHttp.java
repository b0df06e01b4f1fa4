package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * What plain HTTP is for in production where there is TLS beside it: only for those who watch the service, as tokens and sessions would cross the network in the clear.
 * Whoever sets {@code HTTP_INSECURE_REQUESTS} decides otherwise.
 */
@ApplicationScoped
public class PlainHttp {
    private static final String PRODUCTION = "prod";

    private final Optional<Integer> tlsPort;
    private final Set<String> paths;

    @Inject
    PlainHttp(HttpsConfig config) {
        this(
                config.port().filter(port -> config.insecureRequests().isEmpty()),
                config.plainPaths().orElse(Set.of()),
                ConfigUtils.getProfiles());
    }

    /**
     * @param tlsPort empty where plain HTTP may be used for everything
     * @param paths that it answers in any case
     */
    public PlainHttp(Optional<Integer> tlsPort, Set<String> paths, List<String> profiles) {
        this.paths = Set.copyOf(paths);
        this.tlsPort = tlsPort.filter(port -> profiles.contains(PRODUCTION));
    }

    /**
     * @param scheme by which the service was asked, as a trusted proxy says where there is one
     * @param watched whether it is asked how it is, which tells nothing of the plant
     */
    Optional<AccessProblem> whyNot(String scheme, String path, boolean watched) {
        return tlsPort.filter(port -> !watched && !"https".equals(scheme) && !paths.contains(path))
                .map(AccessProblem.TlsNeeded::new);
    }
}
