/** What a device proves itself with when it has no certificate: passwords of this service's making, and short-lived tokens. */
package io.oeesuite.auth.credential;
