/** How a request is told no: problem+json as RFC 9457 has it. */
package io.oeesuite.auth.problem;
