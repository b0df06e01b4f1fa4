/** Who tries too often: limits per client and address, lock-outs that grow, and bounded memory whatever comes. */
package io.oeesuite.auth.protection;
