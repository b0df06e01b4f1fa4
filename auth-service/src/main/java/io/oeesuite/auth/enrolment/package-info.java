/** How a new device gets its first certificate: with a token that is good once, or because an engineer lets it in. */
package io.oeesuite.auth.enrolment;
