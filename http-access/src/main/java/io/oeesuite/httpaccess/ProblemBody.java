package io.oeesuite.httpaccess;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A problem as RFC 9457 writes it.
 *
 * @param similar what was perhaps meant
 * @param errors field by field, what is wrong with a body
 */
@Schema(name = "Problem", description = "A problem as RFC 9457 writes it.")
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<String> similar,
        List<FieldProblem> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
    static final String TYPE_PREFIX = "urn:oee-suite:problem:";

    public ProblemBody {
        similar = List.copyOf(similar);
        errors = List.copyOf(errors);
    }

    /** @param instance the path that was asked for */
    static ProblemBody of(HttpProblem problem, String instance) {
        return new ProblemBody(
                TYPE_PREFIX + problem.name(),
                problem.title(),
                problem.status(),
                problem.detail(),
                instance,
                problem.similar(),
                problem.errors());
    }

    /** A status of HTTP that needs no type of its own. */
    static ProblemBody of(int status, String title, String detail, String instance) {
        return new ProblemBody("about:blank", title, status, detail, instance, List.of(), List.of());
    }
}
