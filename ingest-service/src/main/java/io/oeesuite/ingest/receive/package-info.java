/**
 * MQTT to {@code oee.raw.v1}. A message is acknowledged to the broker only after Kafka has acknowledged it; what is in between is bounded, and when the bound is
 * reached the socket is no longer read.
 */
package io.oeesuite.ingest.receive;
