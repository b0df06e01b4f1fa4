/** Kafka and PostgreSQL over TLS: PEM files named by settings, checked at the start, read anew for each connection. */
package io.oeesuite.startup.tls;
