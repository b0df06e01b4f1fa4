/** What the engine says, kept in PostgreSQL: the ledger, the counts, the results and the machine models, exactly once and in batches. */
package io.oeesuite.analytics.store;
