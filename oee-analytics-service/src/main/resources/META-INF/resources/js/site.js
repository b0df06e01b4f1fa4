// The site's clock: its time zone, and the service's time where the browser's clock is off.

const state = { zone: 'UTC', offset: 0 };

export function zone() {
  return state.zone;
}

export function useZone(name) {
  if (!name || name === state.zone) {
    return;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    state.zone = name;
  } catch {
    console.info(`This browser does not know the time zone ${name}; times stay in ${state.zone}`);
  }
}

/** serviceTime: milliseconds since 1970 of the service, just received. Less than two seconds apart is the network's doing. */
export function synchronise(serviceTime) {
  const offset = serviceTime - Date.now();
  state.offset = Math.abs(offset) < 2000 ? 0 : offset;
}

/** Milliseconds since 1970 by the service's clock. */
export function now() {
  return Date.now() + state.offset;
}

/** Milliseconds by which the site's wall clock is ahead of UTC at this instant. */
export function zoneOffset(instant) {
  const parts = {};
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: state.zone, hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  for (const { type, value } of format.formatToParts(instant)) {
    parts[type] = Number(value);
  }
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant at which the site's wall clock shows this "2026-02-03T04:05". */
export function instantOf(wallClock) {
  const asUtc = Date.parse(`${wallClock}Z`);
  const guess = asUtc - zoneOffset(asUtc);
  return asUtc - zoneOffset(guess);
}

/** The site's wall clock as "2026-02-03T04:05", for a datetime-local field. */
export function wallClock(instant) {
  return new Date(instant + zoneOffset(instant)).toISOString().slice(0, 16);
}
