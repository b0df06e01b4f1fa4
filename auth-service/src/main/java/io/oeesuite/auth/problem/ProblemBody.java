package io.oeesuite.auth.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A problem as RFC 9457 writes it. */
@Schema(name = "Problem")
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
public record ProblemBody(String type, String title, int status, String detail, String instance) {
    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(Problem problem, String instance) {
        return new ProblemBody(
                "urn:oee-suite:problem:" + problem.name(),
                problem.title(),
                problem.status(),
                problem.detail(),
                instance);
    }
}
