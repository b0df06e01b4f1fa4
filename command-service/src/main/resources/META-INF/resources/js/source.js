// The metrics of what is chosen, and the writing of those that may be written.

import * as api from './api.js';
import { byId, element } from './dom.js';
import { path, shown, when } from './format.js';
import { mayAskForBirth, mayCommand } from './may.js';
import { numeral } from './numbers.js';
import { told } from './told.js';

export class Source {
  #target = null;
  #actor;
  #rows = new Map();
  #keys = new Map();

  constructor(actor) {
    this.#actor = actor;
    byId('rebirth').addEventListener('click', () =>
      this.#order('A new birth is asked for', () => api.rebirth(this.#target, this.#actor())));
  }

  async show(target) {
    if (path(target) !== path(this.#target)) {
      this.#rows.clear();
      byId('metrics').replaceChildren();
      this.#say('');
    }
    this.#target = target;
    const found = await api.source(target);
    if (this.#target !== target) {
      return;
    }
    byId('source').hidden = false;
    byId('sourceTitle').textContent = path(target);
    byId('sourceLamp').dataset.state = found.online ? 'online' : 'offline';
    byId('sourceSince').textContent = `${found.online ? 'online' : 'offline'} since ${when(found.since)}`;
    byId('rebirth').hidden = !mayAskForBirth();
    byId('rebirth').disabled = !found.online;
    this.#forgetAllBut(found.metrics);
    for (const metric of found.metrics) {
      this.#show(metric, found.online);
    }
  }

  /** A new birth may have fewer metrics, and others of the same name. */
  #forgetAllBut(metrics) {
    const declared = new Map(metrics.map((metric) => [metric.name, declaration(metric)]));
    for (const [name, row] of this.#rows) {
      if (declared.get(name) !== row.declared) {
        row.node.remove();
        this.#rows.delete(name);
      }
    }
  }

  /** Rows stay, so that what somebody is typing does not go. */
  #show(metric, online) {
    const row = this.#rows.get(metric.name) ?? this.#row(metric);
    row.node.dataset.stale = metric.stale;
    row.value.textContent = shown(metric.value);
    row.quality.textContent = metric.stale ? `stale since ${when(metric.staleSince)}` : metric.quality === 192 ? 'good' : metric.quality === 0 ? 'bad' : metric.quality;
    row.time.textContent = when(metric.time);
    if (row.send) {
      row.send.disabled = !online;
    }
  }

  #row(metric) {
    const cells = { value: element('td', { class: 'value' }), quality: element('td'), time: element('td', { class: 'time' }) };
    const write = metric.write && mayCommand() ? this.#writer(metric) : { node: element('span', { class: 'muted' }, '') };
    const node = element('tr', {}, element('th', { scope: 'row' }, metric.name), cells.value,
      element('td', { class: 'muted' }, metric.type ?? ''), cells.quality, cells.time, element('td', {}, write.node));
    byId('metrics').append(node);
    const row = { node, ...cells, send: write.send, declared: declaration(metric) };
    this.#rows.set(metric.name, row);
    return row;
  }

  #writer(metric) {
    const { min, max, values, critical } = metric.write;
    const choices = values ?? (metric.type === 'Boolean' ? ['true', 'false'] : null);
    const label = `New value of ${metric.name}`;
    const input = choices
      ? element('select', { class: 'field', 'aria-label': label }, ...choices.map((value) => element('option', {}, value)))
      : element('input', { class: 'field', 'aria-label': label, placeholder: range(min, max), spellcheck: 'false' });
    const send = element('button', { type: 'submit', class: 'primary' }, critical ? 'Ask for approval' : 'Send');
    const form = element('form', { class: 'write' }, input, send);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const target = this.#target;
      const value = typed(input.value, metric.type);
      this.#order(`${metric.name} = ${input.value.trim()} was accepted`, () => this.#write(target, metric.name, value));
    });
    return { node: form, send };
  }

  /** While it is not known what became of an order, the same one again has the same key. */
  async #write(target, name, value) {
    const order = JSON.stringify([path(target), name, value, this.#actor()]);
    const key = this.#keys.get(order) ?? crypto.randomUUID();
    this.#keys.set(order, key);
    try {
      await api.write(target, name, value, this.#actor(), key);
      this.#keys.delete(order);
    } catch (problem) {
      if (problem.decided) {
        this.#keys.delete(order);
      }
      throw problem;
    }
  }

  async #order(said, order) {
    try {
      await order();
      this.#say('done', said);
    } catch (problem) {
      this.#say('problem', ...told(problem));
    }
  }

  #say(kind, ...said) {
    byId('answer').dataset.kind = kind;
    byId('answer').replaceChildren(...said);
  }
}

function range(min, max) {
  if (min === undefined && max === undefined) {
    return '';
  }
  return `${min ?? ''} … ${max ?? ''}`;
}

const declaration = (metric) => JSON.stringify([metric.type, metric.write]);

/** As JSON text. What is no number goes as text, so that the service says what is wrong with it. */
function typed(text, type) {
  if (/^(U?Int\d+|Float|Double)$/.test(type)) {
    return numeral(text) ?? JSON.stringify(text);
  }
  if (type === 'Boolean') {
    return text === 'true' ? 'true' : 'false';
  }
  return JSON.stringify(text);
}
