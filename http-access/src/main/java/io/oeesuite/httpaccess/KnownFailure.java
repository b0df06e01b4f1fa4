package io.oeesuite.httpaccess;

import java.util.Optional;

/** Says of failures of some kind what problem they are: a database that is away, say. A bean; asked for what nobody has expected. */
public interface KnownFailure {

    /** Empty for failures of other kinds. */
    Optional<HttpProblem> problemOf(Throwable failure);
}
