/** Step 2 of the flow: what a stream of raw messages says about each machine. The rules are pure; {@code stream} runs them on Kafka Streams. */
package io.oeesuite.ingest.session;
