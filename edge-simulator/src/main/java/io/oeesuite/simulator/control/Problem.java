package io.oeesuite.simulator.control;

/** Why a request was refused, with its HTTP status (RFC 9457). */
public sealed class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    Body body() {
        return new Body(title, status, getMessage());
    }

    /** There is no such node, device or fault. */
    static final class NotFound extends Problem {
        private static final long serialVersionUID = 1;

        NotFound(String detail) {
            super(404, "Not found", detail);
        }
    }

    /** It cannot be done now. */
    static final class Conflict extends Problem {
        private static final long serialVersionUID = 1;

        Conflict(String detail) {
            super(409, "Not possible now", detail);
        }
    }

    /** The request makes no sense. */
    static final class Invalid extends Problem {
        private static final long serialVersionUID = 1;

        Invalid(String detail) {
            super(400, "Invalid request", detail);
        }
    }

    /** The problem as JSON. */
    public record Body(String title, int status, String detail) {}
}
