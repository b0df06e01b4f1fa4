package io.oeesuite.command.commanding;

/** Who commands without being a person. People cannot take these names. */
public final class Actors {
    /** Requests of the service that reads what edge nodes say. */
    public static final String INGEST = "ingest-service";

    private Actors() {}
}
