// Adding up OEE results. Ratios are never averaged: they are taken apart into the sums they are made of.

/** Actual production time of a ledger, ms: minor stops are inside it. */
export const productionTime = (ledger) => ledger.runMs + ledger.minorStopMs;

/** No-data time that counts as downtime by the policy of these machines, ms: planned busy time holds it, the ledger keeps it apart. */
export const chargedNoData = ({ plannedBusyMs, ledger }) =>
  plannedBusyMs - (ledger.setupMs + ledger.unplannedDownMs + productionTime(ledger));

/** Σ ideal cycle × items, ms; null when no ideal cycle is known. */
export const idealTime = (result) => (result.performance === null ? null : result.idealTimeMs);

/** Σ ideal cycle × good items, ms. */
const idealGoodTime = (result) => (result.oee === null ? (result.quality ?? 0) * result.idealTimeMs : result.oee * result.plannedBusyMs);

/** One result for several disjoint periods of the same equipment, by the rules of the service. */
export function combine(results) {
  const ledger = { setupMs: 0, unplannedDownMs: 0, minorStopMs: 0, runMs: 0 };
  const losses = {};
  const sums = { totalCount: 0, goodCount: 0, rejectCount: 0, plannedBusyMs: 0, idealTimeMs: 0 };
  let idealGood = 0;
  for (const result of results) {
    add(ledger, result.ledger);
    add(losses, result.losses ?? {});
    for (const name of Object.keys(sums)) {
      sums[name] += result[name];
    }
    idealGood += idealGoodTime(result);
  }
  const production = productionTime(ledger);
  const rated = results.some((result) => result.performance !== null || result.oee !== null) && !results.some(hasUnratedItems);
  return {
    ...sums,
    ledger,
    losses,
    complete: results.every((result) => result.complete),
    flags: [...new Set(results.flatMap((result) => result.flags ?? []))],
    availability: ratio(production, sums.plannedBusyMs),
    performance: rated ? ratio(sums.idealTimeMs, production) : null,
    quality: rated ? ratio(idealGood, sums.idealTimeMs) : ratio(sums.goodCount, sums.totalCount),
    oee: rated ? ratio(idealGood, sums.plannedBusyMs) : null,
  };
}

const hasUnratedItems = (result) => result.totalCount > 0 && (result.flags ?? []).includes('IDEAL_MISSING');

/** Neighbouring windows put together until no more than limit are left. */
export function bin(windows, limit) {
  const size = Math.max(1, Math.ceil(windows.length / limit));
  const bins = [];
  for (let start = 0; start < windows.length; start += size) {
    const part = windows.slice(start, start + size);
    bins.push({ ...combine(part), from: part[0].from, to: part.at(-1).to });
  }
  return bins;
}

const ratio = (numerator, denominator) => (denominator > 0 ? numerator / denominator : null);

function add(sums, addends) {
  for (const [name, value] of Object.entries(addends)) {
    sums[name] = (sums[name] ?? 0) + value;
  }
}
