package io.oeesuite.simulator.control;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.simulator.outbox.OutboxFailure;

/** Answers every failure as application/problem+json. */
class ProblemMapper {

    private static final String PROBLEM_JSON = "application/problem+json";

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return answer(problem.body());
    }

    @ServerExceptionMapper
    Response undeclared(TagTable.UndeclaredMetric problem) {
        return answer(new Problem.Body("Not in the birth", 422, problem.getMessage()));
    }

    @ServerExceptionMapper
    Response settings(InvalidMqttSettings problem) {
        return answer(new Problem.Body("The broker settings do not fit", 422, problem.getMessage()));
    }

    @ServerExceptionMapper
    Response outbox(OutboxFailure problem) {
        return answer(new Problem.Body("The outbox fails", 500, problem.getMessage()));
    }

    @ServerExceptionMapper
    Response argument(IllegalArgumentException problem) {
        return answer(new Problem.Invalid(problem.getMessage()).body());
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException problem) {
        boolean ours =
                problem instanceof JsonMappingException && problem.getCause() instanceof IllegalArgumentException;
        return answer(
                new Problem.Invalid(ours ? problem.getCause().getMessage() : problem.getOriginalMessage()).body());
    }

    // as specific as the framework's own, which would answer otherwise
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException problem) {
        return json(problem);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException problem) {
        if (problem.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = problem.getResponse().getStatus();
        return answer(new Problem.Body(
                problem.getResponse().getStatusInfo().getReasonPhrase(), status, problem.getMessage()));
    }

    private static Response answer(Problem.Body body) {
        return Response.status(body.status()).type(PROBLEM_JSON).entity(body).build();
    }
}
