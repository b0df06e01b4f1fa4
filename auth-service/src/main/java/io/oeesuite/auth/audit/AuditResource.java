package io.oeesuite.auth.audit;

import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** What was changed, and who was kept out. */
@Path("/api/v1/audit")
@Tag(name = "Audit")
@RolesAllowed(Roles.ADMIN)
@Blocking
class AuditResource {
    private static final String CSV = "text/csv";
    private static final int LONGEST_PAGE = 10_000;
    private static final String SELECT = """
            select id, at, last_at, times, action, actor, subject, address, outcome, reason from audit
            where (?::timestamptz is null or last_at >= ?) and (?::timestamptz is null or at < ?)
              and (?::text is null or action = ?) and (?::text is null or subject = ?)
              and (?::text is null or actor = ?) and (?::text is null or outcome = ?)
              and id < ? order by id desc limit ?
            """;

    private final Transactions transactions;

    AuditResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, ProblemBody.MEDIA_TYPE})
    @Operation(summary = "The newest first, as JSON or CSV; the header Link names the next page")
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AuditAnswer.class)))
    public Response list(
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("action") Optional<String> action,
            @QueryParam("subject") Optional<String> subject,
            @QueryParam("actor") Optional<String> actor,
            @QueryParam("outcome") Optional<String> outcome,
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw Problem.badParameter("limit", Integer.toString(limit), "1.." + LONGEST_PAGE)
                    .thrown();
        }
        List<Object> filters = new ArrayList<>();
        filters.add(from.map(text -> time("from", text)).orElse(null));
        filters.add(to.map(text -> time("to", text)).orElse(null));
        List.of(action, subject, actor, outcome).forEach(filter -> filters.add(filter.orElse(null)));
        List<AuditAnswer> found = find(filters, before, limit + 1);
        boolean more = found.size() > limit;
        List<AuditAnswer> page = more ? found.subList(0, limit) : found;
        var response = isCsv(headers)
                ? Response.ok(AuditCsv.write(page), CSV + ";charset=UTF-8")
                : Response.ok(page, MediaType.APPLICATION_JSON);
        if (more) {
            URI next = uri.getRequestUriBuilder()
                    .replaceQueryParam("before", page.getLast().id())
                    .build();
            response.link(next, "next");
        }
        return response.build();
    }

    private List<AuditAnswer> find(List<Object> filters, long before, int limit) {
        return transactions.run(database -> {
            try (PreparedStatement select = database.prepareStatement(SELECT)) {
                int parameter = 1;
                for (Object filter : filters) {
                    select.setObject(parameter++, filter);
                    select.setObject(parameter++, filter);
                }
                select.setLong(parameter++, before);
                select.setInt(parameter, limit);
                return entries(select);
            }
        });
    }

    private static List<AuditAnswer> entries(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<AuditAnswer> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new AuditAnswer(
                        rows.getLong("id"),
                        rows.getObject("at", OffsetDateTime.class).toInstant(),
                        rows.getObject("last_at", OffsetDateTime.class).toInstant(),
                        rows.getLong("times"),
                        rows.getString("action"),
                        rows.getString("actor"),
                        rows.getString("subject"),
                        rows.getString("address"),
                        rows.getString("outcome"),
                        rows.getString("reason")));
            }
            return entries;
        }
    }

    private static boolean isCsv(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().getFirst().toString().startsWith(CSV);
    }

    private static OffsetDateTime time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException none) {
            throw Problem.badParameter(parameter, text, "ISO 8601 with an offset, as 2026-03-01T06:00:00Z")
                    .thrown();
        }
    }
}
