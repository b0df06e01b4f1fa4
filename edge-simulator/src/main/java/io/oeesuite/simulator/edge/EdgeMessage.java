package io.oeesuite.simulator.edge;

import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugTopic;

/** A message on its way from the edge node to the broker. */
public record EdgeMessage(SparkplugTopic topic, Payload payload) {}
