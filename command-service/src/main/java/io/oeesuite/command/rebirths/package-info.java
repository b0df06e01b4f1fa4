/** Step 5, the rebirth requests of ingest-service: one rebirth for many requests, and never more at once than the plant can bear. */
package io.oeesuite.command.rebirths;
