// What the board asks of the service. Addresses are relative, so that it works behind a path prefix.

import { logInAgain } from './login.js';
import { now } from './site.js';

export class ApiProblem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const TIMEOUT = 20_000;

/** The equipment above all groups. */
export const WHOLE_PLANT = '/';

async function get(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters)
    .flatMap(([name, values]) => [values].flat().filter((value) => value !== undefined).map((value) => [name, value])));
  let response;
  try {
    response = await fetch(`api/v1/${path}?${query}`, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT) });
  } catch (cause) {
    throw new ApiProblem(cause.name === 'TimeoutError' ? 'The service did not answer in time.' : 'The service cannot be reached.', 0);
  }
  if (response.ok) {
    return response.json();
  }
  if (response.status === 401) {
    logInAgain();
  }
  const problem = await response.json().catch(() => ({}));
  throw new ApiProblem(problem.detail ?? problem.title ?? `The service answered ${response.status}.`, response.status);
}

/** A range up to now is asked for beyond it: the service cuts off the future by its own clock. */
function asked({ from, to }) {
  const end = to > now() - 5000 ? Math.max(to, now() + 60_000) : to;
  return { from: new Date(from).toISOString(), to: new Date(end).toISOString() };
}

/** Intervals of every machine at or under this path, times as milliseconds. */
export async function timeline(equipment, range) {
  const intervals = await get('timeline', { equipment, ...asked(range) });
  return intervals.map((interval) => ({ ...interval, from: Date.parse(interval.from), to: Date.parse(interval.to) }));
}

/** One result for the range, or one per window: minute, hour, day. */
export async function oee(equipment, range, window) {
  const answer = await get('oee', { equipment, ...asked(range), window });
  return Array.isArray(answer) ? answer.map(withInstants).filter(({ from, to }) => from < to) : withInstants(answer);
}

/** Unplanned stops, long and short, by reason. */
export function pareto(equipment, range) {
  return get('stops/pareto', { equipment, ...asked(range), bucket: ['UNPLANNED_DOWN', 'MINOR_STOP'] });
}

function withInstants(result) {
  return { ...result, from: Date.parse(result.from), to: Date.parse(result.to) };
}
