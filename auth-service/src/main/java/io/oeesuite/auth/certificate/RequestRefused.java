package io.oeesuite.auth.certificate;

/** Carries a {@link RequestProblem} to where it is answered. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RequestProblem problem;

    RequestRefused(RequestProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public RequestProblem problem() {
        return problem;
    }
}
