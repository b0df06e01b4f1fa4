// What the page asks of the service. Addresses are relative, so that it works behind a path prefix.

import { keepPage, loggedIn, logInAgain } from './login.js';
import { parse } from './numbers.js';

export class ApiProblem extends Error {
  /**
   * @param decided whether the service has decided; otherwise the order may have been taken, and is to be repeated with the same key
   * @param loginNeeded whether it was not sent, because there is no login any more
   */
  constructor(message, decided, loginNeeded = false) {
    super(message);
    this.decided = decided;
    this.loginNeeded = loginNeeded;
  }
}

const TIMEOUT = 20_000;

/** @param body JSON text */
async function call(method, address, body, headers = {}) {
  let response;
  let text;
  try {
    response = await fetch(`api/v1/${address}`, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    text = await response.text();
  } catch (cause) {
    throw new ApiProblem(cause.name === 'TimeoutError' ? 'The service did not answer in time.' : 'The service cannot be reached.', false);
  }
  const answer = read(text);
  if (response.ok) {
    loggedIn();
    return answer;
  }
  if (response.status === 401 && method !== 'GET') {
    keepPage();
    throw new ApiProblem('Not sent: your login has ended. Log in, then send it again.', true, true);
  }
  if (response.status === 401) {
    logInAgain();
  }
  throw new ApiProblem(answer.detail ?? answer.title ?? `The service answered ${response.status}.`, response.status < 500);
}

function read(text) {
  try {
    return parse(text);
  } catch {
    return {};
  }
}

/** A header takes Latin letters only; others as RFC 8187 writes them. */
const by = (actor) => (actor ? { 'X-Actor': /^[ -~]*$/.test(actor) ? actor : `UTF-8''${encodeURIComponent(actor)}` } : {});
const part = encodeURIComponent;

export const host = () => call('GET', 'host');
export const orderHost = (state, actor) => call('POST', `host/${state}`, '{}', by(actor));
export const nodes = () => call('GET', 'nodes');
export const source = ({ group, node, device }) =>
  call('GET', `nodes/${part(group)}/${part(node)}${device ? `/devices/${part(device)}` : ''}`);
export const commands = (filter) => call('GET', `commands?${new URLSearchParams(filter)}`);
export const decide = (id, decision, actor) => call('POST', `commands/${part(id)}/${decision}`, '{}', by(actor));
export const rebirth = (target, actor) => call('POST', 'rebirths', JSON.stringify({ target }), by(actor));

/**
 * @param value JSON text, so that a number goes as it was typed
 * @param key the same for the same order, so that one that is repeated after a lost answer is one command
 */
export function write(target, name, value, actor, key) {
  const body = `{"target":${JSON.stringify(target)},"metrics":[{"name":${JSON.stringify(name)},"value":${value}}]}`;
  return call('POST', 'commands', body, { ...by(actor), 'Idempotency-Key': key });
}
