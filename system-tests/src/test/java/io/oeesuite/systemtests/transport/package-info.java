/** Kafka and PostgreSQL over mutual TLS, with the least rights for each service. */
package io.oeesuite.systemtests.transport;
