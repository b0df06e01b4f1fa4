package io.oeesuite.command.rest;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.ProblemException;

/** Reads a body that may be missing, with the content type too, as curl -X POST sends it. */
@ApplicationScoped
class Reasons {
    static final int LONGEST = 1_000;

    private final ObjectMapper json;

    Reasons(ObjectMapper json) {
        this.json = json;
    }

    /** The reason; empty where none is given. */
    String of(String body) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return "";
        }
        ReasonBody read = json.readValue(body, ReasonBody.class);
        if (read == null || read.reason() == null) {
            return "";
        }
        if (read.reason().length() > LONGEST) {
            throw new ProblemException(new Problem.InvalidCommand(
                    List.of(new FieldProblem("reason", "is longer than " + LONGEST + " characters"))));
        }
        return read.reason();
    }
}
