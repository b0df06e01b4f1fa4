package io.oeesuite.auth.problem;

import io.oeesuite.httpaccess.HttpProblem;
import io.oeesuite.httpaccess.ProblemException;

/**
 * What is wrong with a request.
 *
 * @param name the last part of the problem's type; fixed, programs may rely on it
 * @param detail says where it is wrong and what to do
 */
public record Problem(int status, String name, String title, String detail) implements HttpProblem {

    public static Problem badRequest(String name, String title, String detail) {
        return new Problem(400, name, title, detail);
    }

    public static Problem badParameter(String parameter, String value, String allowed) {
        return badRequest(
                "bad-parameter",
                "A parameter has a value that is not allowed",
                "\"" + value + "\" is not allowed for \"" + parameter + "\"; allowed: " + allowed + ".");
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Not allowed", detail);
    }

    public static Problem notFound(String name, String title, String detail) {
        return new Problem(404, name, title, detail);
    }

    public static Problem conflict(String name, String title, String detail) {
        return new Problem(409, name, title, detail);
    }

    public static Problem unavailable(String what) {
        return new Problem(
                503,
                "unavailable",
                "Not available at the moment",
                what + " does not answer; try again in a few seconds.");
    }

    public ProblemException thrown() {
        return new ProblemException(this);
    }
}
