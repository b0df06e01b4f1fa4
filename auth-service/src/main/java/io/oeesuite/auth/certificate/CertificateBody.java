package io.oeesuite.auth.certificate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An order.
 *
 * @param csr PKCS#10 in PEM, as {@code openssl req -new} writes it
 * @param profile {@code edge}, {@code device}, {@code service} or {@code server}; without it that of the id's role
 */
@Schema(name = "CertificateOrder")
@RegisterForReflection
record CertificateBody(String csr, String profile) {}
