/** Step 3, what is out there: edge nodes and devices with their metrics, as births and events on Kafka tell. Every replica knows all of it. */
package io.oeesuite.command.plant;
