package io.oeesuite.analytics.alerts;

import io.oeesuite.contracts.LedgerBucket;

/**
 * What is to be judged of a machine, as it is now. Times are milliseconds since 1970 UTC.
 *
 * @param bucket where its time goes; {@code NO_DATA} while it is offline
 * @param sinceMs when the stop that goes on began, or else what it is doing now
 * @param heardMs when it was last heard of; 0 for never
 * @param speaksNow whether it has said itself what it is doing, and not only its history
 */
public record MachineSituation(LedgerBucket bucket, long sinceMs, long heardMs, boolean speaksNow) {}
