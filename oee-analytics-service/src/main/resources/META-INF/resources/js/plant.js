// All tiles by equipment, and one notice per frame of what changed.

import { groupOf, lineOf } from './format.js';

const byName = new Intl.Collator(undefined, { numeric: true });

export class Plant {
  #tiles = new Map();
  #changed = new Set();
  #shapeChanged = false;
  #names = null;
  #frame = 0;
  #listener;

  /** listener(changed: Set of equipment, shapeChanged: machines came or went). */
  constructor(listener) {
    this.#listener = listener;
  }

  replaceAll(tiles) {
    const coming = new Set(tiles.map((tile) => tile.equipment));
    for (const equipment of this.#tiles.keys()) {
      if (!coming.has(equipment)) {
        this.#tiles.delete(equipment);
        this.#shapeChanged = true;
        this.#names = null;
      }
    }
    tiles.forEach((tile) => this.put(tile));
    this.#schedule();
  }

  put(tile) {
    if (!this.#tiles.has(tile.equipment)) {
      this.#shapeChanged = true;
      this.#names = null;
    }
    this.#tiles.set(tile.equipment, tile);
    this.#changed.add(tile.equipment);
    this.#schedule();
  }

  tile(equipment) {
    return this.#tiles.get(equipment);
  }

  /** The machines at or under this path, by name; '' is everything. */
  machines(path = '') {
    this.#names ??= [...this.#tiles.keys()].sort(byName.compare);
    return path === '' ? this.#names : this.#names.filter((equipment) => equipment === path || equipment.startsWith(`${path}/`));
  }

  lines() {
    return [...new Set(this.machines().map(lineOf))];
  }

  groups() {
    return [...new Set(this.machines().map(groupOf))];
  }

  /** Where the production day of these machines began: the earliest, when their sites differ. */
  dayStart(path) {
    const starts = this.machines(path).map((equipment) => Date.parse(this.#tiles.get(equipment).period?.from)).filter(Number.isFinite);
    return starts.length > 0 ? Math.min(...starts) : undefined;
  }

  #schedule() {
    if (this.#frame !== 0) {
      return;
    }
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const changed = this.#changed;
      const shapeChanged = this.#shapeChanged;
      this.#changed = new Set();
      this.#shapeChanged = false;
      this.#listener(changed, shapeChanged);
    });
  }
}
