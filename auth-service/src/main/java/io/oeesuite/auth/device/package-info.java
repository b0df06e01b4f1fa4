/** Which devices are known, of which type, in which groups, at which site, and whether they are let in at all. */
package io.oeesuite.auth.device;
