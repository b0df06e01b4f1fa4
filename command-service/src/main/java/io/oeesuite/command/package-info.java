/**
 * The Sparkplug host application: says whether it is there (STATE), shows what the plant says, and turns commands and rebirth requests into NCMD and DCMD. Its
 * sub-packages are the steps: {@code ownership} (which replica is the host), {@code host} (its sessions with MQTT servers), {@code plant} (what is out there),
 * {@code commanding} (from acceptance to confirmation), {@code rebirths}, {@code rest}.
 */
package io.oeesuite.command;
