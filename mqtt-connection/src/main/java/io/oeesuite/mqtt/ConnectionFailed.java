package io.oeesuite.mqtt;

/** Carries a {@link ConnectionProblem} through a failed future. */
public final class ConnectionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ConnectionProblem problem;

    ConnectionFailed(ConnectionProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public ConnectionProblem problem() {
        return problem;
    }
}
