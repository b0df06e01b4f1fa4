package io.oeesuite.command.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why something was decided or ordered; nobody has to say. */
@RegisterForReflection
record ReasonBody(String reason) {}
