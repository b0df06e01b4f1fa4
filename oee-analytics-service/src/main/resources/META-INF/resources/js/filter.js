// Which machines are shown: a part of the plant, a text, a set of states. Kept in the address, so that a wall screen can be given one.

import { ATTENTION_ORDER, labelOf } from './buckets.js';
import { element, setText, symbol } from './dom.js';
import { shortName } from './format.js';

export class Filter {
  #root;
  #changed;
  #path;
  #text = '';
  #buckets;
  #chips = new Map();

  constructor(root, changed) {
    this.#root = root;
    this.#changed = changed;
    const asked = new URLSearchParams(location.search);
    this.#path = asked.get('show') ?? '';
    this.#buckets = new Set((asked.get('state') ?? '').split(',').filter(Boolean));
    root.where.addEventListener('change', () => this.#set(() => { this.#path = root.where.value; }));
    root.search.addEventListener('input', () => this.#set(() => { this.#text = root.search.value.trim().toLowerCase(); }));
  }

  get path() {
    return this.#path;
  }

  /** The filter lets this tile through. */
  accepts(tile) {
    return this.#inPlace(tile) && (this.#buckets.size === 0 || this.#buckets.has(tile.bucket));
  }

  /** Offers the groups and lines that there are, and counts machines by state. */
  show(plant) {
    const options = [['', 'All machines']];
    for (const group of plant.groups()) {
      options.push([group, group]);
      plant.lines().filter((line) => line.startsWith(`${group}/`)).forEach((line) => options.push([line, `\u2003${shortName(line)}`]));
    }
    const wanted = options.map(([value]) => value).join('\n');
    if (this.#root.where.dataset.options !== wanted) {
      this.#root.where.dataset.options = wanted;
      this.#root.where.replaceChildren(...options.map(([value, label]) => element('option', { value }, label)));
      this.#root.where.value = this.#path;
    }
    this.#count(plant);
  }

  #count(plant) {
    const tiles = plant.machines().map((equipment) => plant.tile(equipment)).filter((tile) => this.#inPlace(tile));
    for (const bucket of ATTENTION_ORDER) {
      const number = tiles.filter((tile) => tile.bucket === bucket).length;
      const chip = this.#chip(bucket);
      chip.hidden = number === 0 && !this.#buckets.has(bucket);
      setText(chip.querySelector('.chip-count'), String(number));
      chip.setAttribute('aria-pressed', String(this.#buckets.has(bucket)));
    }
  }

  #chip(bucket) {
    if (!this.#chips.has(bucket)) {
      const chip = element('button', { type: 'button', class: 'chip', 'data-bucket': bucket },
        element('span', { class: 'badge' }, symbol(bucket)), element('span', { class: 'chip-count' }), ` ${labelOf(bucket)}`);
      chip.addEventListener('click', () => this.#set(() => this.#buckets.delete(bucket) || this.#buckets.add(bucket)));
      this.#chips.set(bucket, chip);
      this.#root.chips.append(chip);
    }
    return this.#chips.get(bucket);
  }

  #inPlace({ equipment, product, reason }) {
    const inPath = this.#path === '' || equipment === this.#path || equipment.startsWith(`${this.#path}/`);
    return inPath && [equipment, product, reason].some((text) => (text ?? '').toLowerCase().includes(this.#text));
  }

  #set(change) {
    change();
    const query = new URLSearchParams();
    if (this.#path) {
      query.set('show', this.#path);
    }
    if (this.#buckets.size > 0) {
      query.set('state', [...this.#buckets].join(','));
    }
    history.replaceState(null, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}${location.hash}`);
    this.#changed();
  }
}
