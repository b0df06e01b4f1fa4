/** What the environment says. */
package io.oeesuite.simulator.settings;
