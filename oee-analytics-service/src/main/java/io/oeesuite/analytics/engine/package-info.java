/** Step 3 of the flow: events and machine models become the ledger and the results, exactly once. */
package io.oeesuite.analytics.engine;
