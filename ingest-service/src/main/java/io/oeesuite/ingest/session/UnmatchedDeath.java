package io.oeesuite.ingest.session;

/** An NDEATH of no session known. Mostly a late will; but it may also have overtaken the NBIRTH of its session. */
public record UnmatchedDeath(int bdSeq, Origin origin) {}
