package io.oeesuite.httpaccess;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is wrong with one field of a body. */
@RegisterForReflection
public record FieldProblem(String field, String message) {}
