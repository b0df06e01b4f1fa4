/** Who changed what, and whom the broker was told to keep out: a table and a line of the log, never a secret. */
package io.oeesuite.auth.audit;
