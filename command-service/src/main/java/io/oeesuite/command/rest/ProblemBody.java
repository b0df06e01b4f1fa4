package io.oeesuite.command.rest;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A problem as RFC 9457 writes it.
 *
 * @param errors field by field, what is wrong with a body
 */
@Schema(name = "Problem")
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
record ProblemBody(
        String type, String title, int status, String detail, String instance, List<Problem.FieldProblem> errors) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:oee-suite:problem:";

    static ProblemBody of(Problem problem, String instance) {
        return new ProblemBody(
                TYPE_PREFIX + problem.name(),
                problem.title(),
                problem.status(),
                problem.detail(),
                instance,
                problem instanceof Problem.InvalidCommand(List<Problem.FieldProblem> errors) ? errors : List.of());
    }

    /** A status of HTTP that needs no type of its own. */
    static ProblemBody of(int status, String title, String detail, String instance) {
        return new ProblemBody("about:blank", title, status, detail, instance, List.of());
    }
}
