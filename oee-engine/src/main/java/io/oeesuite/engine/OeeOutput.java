package io.oeesuite.engine;

import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.window.WindowResult;

/** Receives what a machine's facts come to. */
public interface OeeOutput {

    void ledger(LedgerPatch patch, Cause cause);

    void result(WindowResult result);
}
