package io.oeesuite.auth.device;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is said of a type or a group. */
@RegisterForReflection
record CatalogueBody(String description) {}
