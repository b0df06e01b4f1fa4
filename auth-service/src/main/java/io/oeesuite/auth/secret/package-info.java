/** Secrets that this service reads or makes. */
package io.oeesuite.auth.secret;
