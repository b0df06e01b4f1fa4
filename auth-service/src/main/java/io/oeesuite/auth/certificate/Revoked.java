package io.oeesuite.auth.certificate;

import java.math.BigInteger;
import java.time.Instant;

/** A line of the revocation list. */
record Revoked(BigInteger serial, Instant since, RevocationReason reason) {}
