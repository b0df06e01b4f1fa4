// The commands with their outcome, newest first, as they change.

import * as api from './api.js';
import { byId, element } from './dom.js';
import { path, shown, when } from './format.js';
import { mayCommand } from './may.js';

const MOST = 200;
const WORDS = { 'waiting-for-approval': 'waiting for approval' };

export class Audit {
  #actor;
  #selected;
  #commands = new Map();
  #onProblem;

  constructor(actor, selected, onProblem) {
    this.#actor = actor;
    this.#selected = selected;
    this.#onProblem = onProblem;
    byId('statusFilter').addEventListener('change', () => this.draw());
    byId('targetFilter').addEventListener('change', () => this.draw());
  }

  async load() {
    const newest = await api.commands({ limit: MOST });
    this.#commands = new Map(newest.reverse().map((command) => [command.id, command]));
    this.draw();
  }

  changed(command) {
    this.#commands.set(command.id, command);
    if (this.#commands.size > MOST) {
      this.#commands.delete(this.#commands.keys().next().value);
    }
    this.draw();
  }

  draw() {
    const status = byId('statusFilter').value;
    const target = byId('targetFilter').value === 'selected' && this.#selected() ? path(this.#selected()) : '';
    const wanted = [...this.#commands.values()].reverse()
      .filter((command) => !status || command.status === status)
      .filter((command) => !target || path(command.target) === target || path(command.target).startsWith(`${target}/`));
    byId('audit').replaceChildren(...wanted.map((command) => this.#row(command)));
    byId('noAudit').hidden = this.#commands.size > 0;
  }

  #row(command) {
    const what = command.metrics.length > 0
      ? command.metrics.map((metric) => `${metric.name} = ${shown(metric.value)}`).join(', ')
      : command.kind.replaceAll('-', ' ');
    const last = command.history.at(-1);
    const steps = command.history.map((step) => `${when(step.at)} ${WORDS[step.status] ?? step.status}${step.actor ? ` by ${step.actor}` : ''}`);
    const waiting = command.status === 'waiting-for-approval';
    return element('tr', {},
      element('td', { class: 'time' }, when(command.acceptedAt)),
      element('td', {}, command.actor),
      element('td', {}, path(command.target)),
      element('td', {}, what, element('p', { class: 'steps' }, [command.reason, last?.detail].filter(Boolean).join(' · '))),
      element('td', {},
        element('span', { class: 'badge', 'data-status': command.status }, WORDS[command.status] ?? command.status),
        element('p', { class: 'steps' }, steps.join(' → ')),
        waiting && mayCommand() ? element('p', { class: 'write' }, this.#button(command, 'approval', 'Approve'), this.#button(command, 'rejection', 'Reject')) : null));
  }

  #button(command, decision, text) {
    const button = element('button', { type: 'button', class: decision === 'approval' ? 'primary' : 'quiet' }, text);
    button.addEventListener('click', async () => {
      this.#onProblem(null);
      try {
        this.changed(await api.decide(command.id, decision, this.#actor()));
      } catch (problem) {
        this.#onProblem(problem);
      }
    });
    return button;
  }
}
