package io.oeesuite.analytics.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A machine as one line of a list. */
@RegisterForReflection
record MachineRow(String equipment, LiveAnswer live, Double completeness) {}
