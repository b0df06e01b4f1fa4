/** MQTT to Kafka: {@code topics} makes the topics, {@code receive} stores raw messages, {@code session} turns them into machine events. */
package io.oeesuite.ingest;
