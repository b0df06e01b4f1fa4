package io.oeesuite.alert.rest;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Logins;
import io.oeesuite.httpaccess.ProblemException;

/** Who asks for a change, as the record of it says. */
@ApplicationScoped
class Actor {
    private final Callers callers;
    private final Logins logins;

    Actor(Callers callers, Logins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    /** @throws ProblemException when there are no logins, and nobody is named */
    String name() {
        String name = callers.current().name();
        if (!logins.areOn() && name.equals(Caller.LOCAL)) {
            throw new ProblemException(new Problem.NoActor());
        }
        return name;
    }
}
