package io.oeesuite.command.rest;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.command.commanding.Actors;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Logins;
import io.oeesuite.httpaccess.ProblemException;

/** Who commands, as the audit keeps it. */
@ApplicationScoped
class Actor {
    private final Callers callers;
    private final Logins logins;

    Actor(Callers callers, Logins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    /** @throws ProblemException when the name is not for callers to take */
    String name() {
        String name = callers.current().name();
        if (Actors.same(name, Actors.INGEST)) {
            throw new ProblemException(new Problem.ActorUnknown("\"" + name + "\" is not a person."));
        }
        return name;
    }

    /** The same, where it matters that somebody has said who. */
    String named() {
        String name = name();
        if (!logins.areOn() && Actors.same(name, Caller.LOCAL)) {
            throw new ProblemException(
                    new Problem.ActorUnknown("Say who you are in the header " + Caller.HEADER + "."));
        }
        return name;
    }
}
