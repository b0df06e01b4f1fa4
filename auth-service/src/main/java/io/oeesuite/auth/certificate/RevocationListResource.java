package io.oeesuite.auth.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.problem.Problem;
import io.smallrye.common.annotation.Blocking;

/** What brokers and clients fetch without a login: the authority's certificate, and what is no longer good. */
@Path("/")
@PermitAll
@Blocking
@Tag(name = "Certificates")
class RevocationListResource {
    /** Whoever keeps a copy asks again after that; a revocation is known that much later at most. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final RevocationLists lists;
    private final Authority authority;
    private final Clock clock;

    RevocationListResource(RevocationLists lists, Authority authority, Clock clock) {
        this.lists = lists;
        this.authority = authority;
        this.clock = clock;
    }

    @GET
    @Path("ca.crl")
    @Produces({"application/pkix-crl", "application/problem+json"})
    @Operation(
            summary = "The revocation list, DER",
            description =
                    "Without of that of the authority that signs now; with it, as certificates have the address, that of the one that has signed them.")
    public Response list(@QueryParam("of") Optional<String> of, @Context Request request) {
        SequencedMap<String, RevocationList> all = RequestProblems.answered(lists::published);
        RevocationList list = of.map(asked -> named(all, asked))
                .orElseGet(() -> all.firstEntry().getValue());
        return answer(request, List.of(list), list.encoded());
    }

    private static RevocationList named(Map<String, RevocationList> all, String of) {
        return all.entrySet().stream()
                .filter(entry -> Distribution.means(of, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                                "unknown-authority",
                                "The authority is not known here",
                                "Its key is not here any more, so there is no list of what it has signed (OEE_CA_PREVIOUS_KEYFILE).")
                        .thrown());
    }

    @GET
    @Path("ca.crl.pem")
    @Produces({"application/x-pem-file", "application/problem+json"})
    @Operation(summary = "The revocation list, PEM; after it that of the authority before, as long as its key is here")
    public Response listAsText(@Context Request request) {
        List<RevocationList> all =
                List.copyOf(RequestProblems.answered(lists::published).values());
        String text = all.stream().map(RevocationList::pem).collect(Collectors.joining());
        return answer(request, all, text);
    }

    @GET
    @Path("ca.crt")
    @Produces({"application/x-pem-file", "application/problem+json"})
    @Operation(summary = "The authority's certificate and those above it, PEM")
    public Response chain() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge((int) FRESH.toSeconds());
        return Response.ok(RequestProblems.answered(() -> Pem.of(authority.chain())))
                .cacheControl(cache)
                .build();
    }

    private Response answer(Request request, List<RevocationList> all, Object content) {
        var tag = new EntityTag(all.stream()
                .map(list -> list.number() + "-" + list.thisUpdate().getEpochSecond())
                .collect(Collectors.joining("-")));
        Date modified = Date.from(all.stream()
                .map(RevocationList::thisUpdate)
                .max(Comparator.naturalOrder())
                .orElseThrow());
        Instant end = all.stream()
                .map(RevocationList::nextUpdate)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Response.ResponseBuilder known = request.evaluatePreconditions(modified, tag);
        Response.ResponseBuilder response = known == null ? Response.ok(content) : known;
        Duration good = Duration.between(clock.instant(), end);
        CacheControl cache = new CacheControl();
        cache.setMaxAge((int) Math.max(0, Math.min(FRESH.toSeconds(), good.toSeconds())));
        return response.cacheControl(cache)
                .tag(tag)
                .lastModified(modified)
                .expires(Date.from(end))
                .build();
    }
}
