/** What is going on now: the live tile of every machine, kept up from the ledger topic and sent to whoever watches. */
package io.oeesuite.analytics.live;
