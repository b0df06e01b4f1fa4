// Ticks of a time axis at round local times of the site.

import { date, time } from './format.js';
import { zoneOffset } from './site.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 20160, 43200, 129600, 525600].map((minutes) => minutes * MINUTE);

/** At most limit ticks: {at, label}. */
export function ticks({ from, to }, limit) {
  const step = STEPS.find((candidate) => (to - from) / candidate <= limit) ?? STEPS.at(-1);
  const found = [];
  const offset = zoneOffset(from);
  for (let local = Math.ceil((from + offset) / step) * step; local - offset <= to; local += step) {
    const instant = local - zoneOffset(local - offset);
    found.push({ at: instant, label: step >= DAY || local % DAY === 0 ? date(instant) : time(instant) });
  }
  return found;
}
