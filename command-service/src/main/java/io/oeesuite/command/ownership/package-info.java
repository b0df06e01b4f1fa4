/** Step 1, which replica is the host: exactly one, whatever happens to the others. */
package io.oeesuite.command.ownership;
