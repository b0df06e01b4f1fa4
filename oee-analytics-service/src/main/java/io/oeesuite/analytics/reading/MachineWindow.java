package io.oeesuite.analytics.reading;

/** One window of one machine. */
record MachineWindow(int machineId, int window) {}
