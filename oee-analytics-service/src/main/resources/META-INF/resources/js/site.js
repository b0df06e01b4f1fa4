// The site's clock: its time zone, and the service's time where the browser's clock is off.

const NETWORK = 2000;
const state = { zone: 'UTC', named: 'UTC', offset: 0 };

export function zone() {
  return state.zone;
}

/** Takes the zone that most of these tiles name, and the service's time from the newest of them. */
export function learnFrom(tiles) {
  const votes = Map.groupBy(tiles.filter((tile) => tile.timeZone), (tile) => tile.timeZone);
  const [winner] = [...votes].sort((a, b) => b[1].length - a[1].length);
  if (winner && winner[0] !== state.named) {
    state.named = winner[0];
    useZone(winner[0]);
  }
  const times = tiles.filter((tile) => tile.dataAgeMs > 0).map((tile) => Date.parse(tile.lastEvent) + tile.dataAgeMs);
  if (times.length > 0) {
    synchronise(Math.max(...times));
  }
}

function useZone(id) {
  // "Z" is how Java calls it
  const name = id === 'Z' ? 'UTC' : id;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    state.zone = name;
  } catch {
    console.info(`This browser does not know the time zone ${name}; times stay in ${state.zone}`);
  }
}

/** serviceTime: milliseconds since 1970 of the service, just received. A little apart is the network's doing. */
export function synchronise(serviceTime) {
  const offset = serviceTime - Date.now();
  if (!Number.isFinite(offset)) {
    return;
  }
  state.offset = Math.abs(offset) < NETWORK ? 0 : offset;
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
