// Adding up OEE results. Ratios are never averaged: they are taken apart into the sums they are made of.

/** Planned busy time of a ledger, ms. */
export const busyTime = (ledger) => ledger.setupMs + ledger.unplannedDownMs + ledger.minorStopMs + ledger.runMs;

/** Actual production time of a ledger, ms: minor stops are inside it. */
export const productionTime = (ledger) => ledger.runMs + ledger.minorStopMs;

/** Σ ideal cycle × items, ms; null when no ideal cycle is known. */
export const idealTime = (result) => (result.performance === null ? null : result.performance * productionTime(result.ledger));

/** One result for several disjoint periods or machines. */
export function combine(results) {
  const ledger = { setupMs: 0, unplannedDownMs: 0, minorStopMs: 0, runMs: 0 };
  const losses = {};
  const sums = { totalCount: 0, goodCount: 0, rejectCount: 0 };
  let ideal = 0;
  let idealGood = 0;
  let unknownIdeal = false;
  for (const result of results) {
    add(ledger, result.ledger);
    add(losses, result.losses ?? {});
    for (const name of Object.keys(sums)) {
      sums[name] += result[name];
    }
    unknownIdeal ||= result.performance === null && result.totalCount > 0;
    ideal += idealTime(result) ?? 0;
    idealGood += (result.oee ?? 0) * busyTime(result.ledger);
  }
  const busy = busyTime(ledger);
  const production = productionTime(ledger);
  return {
    ...sums,
    ledger,
    losses,
    complete: results.every((result) => result.complete),
    flags: [...new Set(results.flatMap((result) => result.flags ?? []))],
    availability: ratio(production, busy),
    performance: unknownIdeal ? null : ratio(ideal, production),
    quality: unknownIdeal ? ratio(sums.goodCount, sums.totalCount) : ratio(idealGood, ideal),
    oee: unknownIdeal ? null : ratio(idealGood, busy),
  };
}

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
