/** Kafka to OEE: the engine step, the store on PostgreSQL, REST, the live stream and the witness. */
package io.oeesuite.analytics;
