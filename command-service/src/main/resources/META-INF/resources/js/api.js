// What the page asks of the service. Addresses are relative, so that it works behind a path prefix.

export class ApiProblem extends Error {}

const TIMEOUT = 20_000;

async function call(method, address, body, headers = {}) {
  let response;
  try {
    response = await fetch(`api/v1/${address}`, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (cause) {
    throw new ApiProblem(cause.name === 'TimeoutError' ? 'The service did not answer in time.' : 'The service cannot be reached.');
  }
  if (response.ok) {
    return response.json();
  }
  const problem = await response.json().catch(() => ({}));
  throw new ApiProblem(problem.detail ?? problem.title ?? `The service answered ${response.status}.`);
}

const by = (actor) => (actor ? { 'X-Actor': actor } : {});
const part = encodeURIComponent;

export const host = () => call('GET', 'host');
export const orderHost = (state, actor) => call('POST', `host/${state}`, {}, by(actor));
export const nodes = () => call('GET', 'nodes');
export const source = ({ group, node, device }) =>
  call('GET', `nodes/${part(group)}/${part(node)}${device ? `/devices/${part(device)}` : ''}`);
export const commands = (filter) => call('GET', `commands?${new URLSearchParams(filter)}`);
export const decide = (id, decision, actor) => call('POST', `commands/${part(id)}/${decision}`, {}, by(actor));
export const rebirth = (target, actor) => call('POST', 'rebirths', { target }, by(actor));

/** A key of its own, so that a repeated click after a lost answer is the same command. */
export function write(target, name, value, actor, key) {
  return call('POST', 'commands', { target, metrics: [{ name, value }] }, { ...by(actor), 'Idempotency-Key': key });
}
