// The list of edge nodes and devices, to choose one.

import { byId, element, lamp } from './dom.js';
import { path } from './format.js';

export class Plant {
  #nodes = [];
  #chosen = null;
  #onChoice;
  #drawn = '';

  constructor(onChoice) {
    this.#onChoice = onChoice;
    byId('search').addEventListener('input', () => this.#draw());
  }

  get chosen() {
    return this.#chosen;
  }

  show(nodes) {
    this.#nodes = nodes;
    if (this.#chosen === null && nodes.length > 0) {
      const first = nodes.find((node) => node.devices.length > 0) ?? nodes[0];
      this.#choose({ group: first.group, node: first.node, device: first.devices[0]?.device });
    }
    this.#draw();
  }

  #choose(target) {
    this.#chosen = target;
    this.#draw();
    this.#onChoice(target);
  }

  #draw() {
    const wanted = byId('search').value.trim().toLowerCase();
    const key = JSON.stringify([wanted, this.#chosen, this.#nodes]);
    if (key === this.#drawn) {
      return;
    }
    this.#drawn = key;
    const focused = document.activeElement?.dataset?.path;
    byId('plant').replaceChildren(...this.#nodes.map((node) => this.#node(node, wanted)).filter(Boolean));
    byId('noPlant').hidden = this.#nodes.length > 0;
    if (focused) {
      byId('plant').querySelector(`[data-path="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  #node(node, wanted) {
    const target = { group: node.group, node: node.node };
    const devices = node.devices
      .map((device) => ({ device, target: { ...target, device: device.device } }))
      .filter((each) => path(each.target).toLowerCase().includes(wanted));
    if (devices.length === 0 && !path(target).toLowerCase().includes(wanted)) {
      return null;
    }
    return element('li', {},
      this.#button(target, path(target), node.online),
      devices.length === 0 ? null : element('ul', {}, ...devices.map((each) =>
        element('li', {}, this.#button(each.target, each.device.device, each.device.online)))));
  }

  #button(target, name, online) {
    const current = this.#chosen !== null && path(this.#chosen) === path(target);
    const button = element('button', { type: 'button', 'aria-current': current, 'data-path': path(target) }, lamp(online), name,
      element('span', { class: 'hidden' }, online ? ' online' : ' offline'));
    button.addEventListener('click', () => this.#choose(target));
    return button;
  }
}
