/** Runs the session rules on Kafka Streams: raw log in, machine events, births, rebirth requests and dead letters out, all that is remembered in state stores. */
package io.oeesuite.ingest.session.stream;
