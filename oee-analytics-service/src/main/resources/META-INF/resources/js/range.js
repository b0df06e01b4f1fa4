// The periods one can look at, and the window that suits each.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const RANGES = {
  '1h': { label: '1 h', length: HOUR },
  '8h': { label: '8 h', length: 8 * HOUR },
  today: { label: 'Today', title: 'The production day so far' },
  '24h': { label: '24 h', length: DAY },
  '7d': { label: '7 d', length: 7 * DAY },
};

export const DEFAULT_RANGE = '8h';

/** What the address asks for: {name, from, to, live}; a custom range has the name 'custom'. dayStart: of today, ms or undefined. */
export function resolve(parameters, instant, dayStart) {
  const from = Date.parse(parameters.from);
  const to = Date.parse(parameters.to);
  if (from < to) {
    return { name: 'custom', from, to, live: to > instant };
  }
  const name = parameters.range in RANGES ? parameters.range : DEFAULT_RANGE;
  const { length } = RANGES[name];
  const start = length === undefined ? (dayStart ?? Math.floor(instant / DAY) * DAY) : instant - length;
  return { name, from: Math.min(start, instant - MINUTE), to: instant, live: true };
}

/** Windows for a trend over so many machines: as fine as reads well and the service answers at once. */
export function windowFor({ from, to }, machines) {
  if (to - from <= 9 * HOUR && machines <= 30) {
    return 'minute';
  }
  return to - from <= 8 * DAY ? 'hour' : 'day';
}
