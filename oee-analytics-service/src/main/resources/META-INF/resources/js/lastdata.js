// Finds where the data of a machine lie that has been silent for long, or that was told as history.

import { oee } from './api.js';
import { now } from './site.js';

const DAY = 86_400_000;
const AS_FAR_AS = 5 * 365 * DAY;
const AT_MOST = 7 * DAY;

/** Whether nothing at all is known of the time of this result. */
export function isUnknown({ ledger }) {
  return Object.entries(ledger).every(([bucket, length]) => length === 0 || bucket === 'noDataMs');
}

/** The days up to the last one of which something is known, as {from, to}; undefined when there is none in five years. */
export async function lastKnownDays(equipment) {
  const days = await oee(equipment, { from: now() - AS_FAR_AS, to: now() }, 'day');
  const last = days.findLastIndex((day) => !isUnknown(day));
  if (last < 0) {
    return undefined;
  }
  let first = last;
  while (first > 0 && !isUnknown(days[first - 1]) && days[last].to - days[first - 1].from <= AT_MOST) {
    first -= 1;
  }
  return { from: days[first].from, to: days[last].to };
}
