/** Step 2, the host's sessions with MQTT servers: STATE as will, birth and death, one session and one timestamp per server. */
package io.oeesuite.command.host;
