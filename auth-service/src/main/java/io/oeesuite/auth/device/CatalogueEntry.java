package io.oeesuite.auth.device;

import java.time.Instant;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A type or a group of devices. */
@RegisterForReflection
record CatalogueEntry(String name, String description, Instant createdAt, String createdBy) {}
