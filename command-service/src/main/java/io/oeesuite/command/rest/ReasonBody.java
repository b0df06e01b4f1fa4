package io.oeesuite.command.rest;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why something was decided or ordered; nobody has to say. */
@RegisterForReflection
record ReasonBody(String reason) {
    static final int LONGEST = 1_000;

    /**
     * Empty where none is given.
     *
     * @param body null where there is none
     */
    static String of(ReasonBody body) {
        if (body == null || body.reason() == null) {
            return "";
        }
        if (body.reason().length() > LONGEST) {
            throw new ProblemException(new Problem.InvalidCommand(
                    List.of(new Problem.FieldProblem("reason", "is longer than " + LONGEST + " characters"))));
        }
        return body.reason();
    }
}
