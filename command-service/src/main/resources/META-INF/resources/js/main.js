// Puts the page together and keeps it up to date.

import * as api from './api.js';
import { Audit } from './audit.js';
import { byId } from './dom.js';
import { me, showWho, whyEmpty } from './login.js';
import { learn, maySwitchHost, why } from './may.js';
import { parse } from './numbers.js';
import { Plant } from './plant.js';
import { Source } from './source.js';
import { told } from './told.js';

const EVERY = 2000;
const KEY = 'oee-commands-actor';

byId('actor').value = localStorage.getItem(KEY) ?? '';
byId('actor').addEventListener('change', () => localStorage.setItem(KEY, byId('actor').value.trim()));
/** Nobody says who they are where they have logged in. */
const actor = () => (byId('actorField').hidden ? '' : byId('actor').value.trim());

/** What is wrong with the service, until it is well again. */
function complain(text) {
  byId('banner').hidden = !text;
  byId('banner').textContent = text ?? '';
}

/** What was refused, until somebody has read it or orders again. */
function refused(problem) {
  byId('refusal').hidden = !problem;
  byId('refusalText').replaceChildren(...(problem ? told(problem) : []));
}

byId('refusalRead').addEventListener('click', () => refused(null));

const source = new Source(actor);
const plant = new Plant((target) => {
  source.show(target).catch((problem) => complain(problem.message));
  audit.draw();
});
const audit = new Audit(actor, () => plant.chosen, refused);

const hostSwitch = byId('hostSwitch');
hostSwitch.addEventListener('click', async () => {
  refused(null);
  try {
    await api.orderHost(hostSwitch.dataset.to, actor());
  } catch (problem) {
    refused(problem);
    return;
  }
  await refresh().catch((problem) => complain(problem.message));
});

function showHost(host) {
  byId('hostLamp').dataset.state = host.state === 'online' ? 'online' : host.state === 'standby' ? '' : 'offline';
  byId('hostState').textContent = `Host ${host.hostId} is ${host.state}${host.reason && host.state === 'offline' ? `: ${host.reason}` : ''}`;
  hostSwitch.hidden = !maySwitchHost();
  hostSwitch.dataset.to = host.wantedOnline ? 'offline' : 'online';
  hostSwitch.textContent = host.wantedOnline ? 'Take offline' : 'Take online';
}

async function refresh() {
  const [host, nodes] = await Promise.all([api.host(), api.nodes()]);
  showHost(host);
  plant.show(nodes);
  if (plant.chosen) {
    await source.show(plant.chosen);
  }
}

/** The next refresh comes after this one, however long it takes. */
async function keepFresh() {
  try {
    await refresh();
    complain(null);
  } catch (problem) {
    complain(problem.message);
  }
  setTimeout(keepFresh, EVERY);
}

function follow() {
  const events = new EventSource('api/v1/live');
  events.addEventListener('open', () => audit.load().catch((problem) => complain(problem.message)));
  events.addEventListener('command', (event) => audit.changed(parse(event.data)));
  events.addEventListener('error', () => {
    // a stream does not say why it ended: it may be that the login is over
    me();
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(follow, EVERY);
    }
  });
}

async function greet() {
  const who = await me();
  learn(who);
  showWho(who, byId('who'));
  byId('actorField').hidden = who?.logins ?? false;
  const notice = whyEmpty(who) || why(who);
  byId('notice').textContent = notice;
  byId('notice').hidden = !notice;
}

greet().then(keepFresh);
follow();
