/**
 * What Sparkplug B bytes mean: topics, payloads, data types, sequence numbers. Source: Eclipse Sparkplug 3.0.0, chapters 4 (topics) and 6 (payloads); the
 * field numbers are the specification's, the wire format is that of Protocol Buffers.
 */
package io.oeesuite.sparkplug;
