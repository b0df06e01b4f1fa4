/**
 * What is the OEE of these facts? Pure functions of facts and machine models: no clock, no I/O, no framework.
 *
 * <p>Read in the order of the flow: {@code facts} (what was observed, and where it is kept), {@code model} (how a machine's facts are to be read),
 * {@code ledger} (where every millisecond and every item goes), {@code live} (the same, one fact at a time), {@code window} (results per minute, hour
 * and production day), {@code kpi} (ratios from sums).
 */
package io.oeesuite.engine;
