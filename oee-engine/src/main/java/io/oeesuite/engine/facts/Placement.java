package io.oeesuite.engine.facts;

/** What became of a fact that was put into a store. */
public enum Placement {
    /** Nothing was known of this signal at this time. */
    NEW,
    /** Something was known, and what is known has changed. */
    CHANGED,
    /** It says nothing that was not known. */
    KNOWN
}
