/**
 * Step 4, commands from acceptance to confirmation. The log of commands and outcomes on Kafka is the state: {@code CommandBook} is what it says, {@code CommandDesk}
 * writes what was accepted, {@code Dispatcher} (on the replica that is the host) what was sent and what became of it.
 */
package io.oeesuite.command.commanding;
