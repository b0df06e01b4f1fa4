package io.oeesuite.auth.audit;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An entry of the audit.
 *
 * @param times how many like ones there were from {@code at} to {@code lastAt}
 */
@Schema(name = "AuditEntry")
@RegisterForReflection
record AuditAnswer(
        long id,
        Instant at,
        Instant lastAt,
        long times,
        String action,
        String actor,
        String subject,
        String address,
        String outcome,
        String reason) {}
