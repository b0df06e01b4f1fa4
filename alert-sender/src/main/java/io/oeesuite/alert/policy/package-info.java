/** Who is called when: routes, silences, cooldown, escalation. Pure: no clock, no framework. */
package io.oeesuite.alert.policy;
