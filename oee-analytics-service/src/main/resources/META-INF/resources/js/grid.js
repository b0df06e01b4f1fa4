// The lines and tiles that are shown, and the loading of what comes into view.

import { timeline, oee } from './api.js';
import { lineOf } from './format.js';
import { bin } from './rollup.js';
import { Line } from './line.js';
import { Refresher } from './refresher.js';
import { now } from './site.js';
import { HISTORY, Tile } from './tile.js';
import { describe, intervalAt } from './timeline.js';

const YOUNG = 2 * 3_600_000;

export class Grid {
  #root;
  #plant;
  #lines = new Map();
  #tiles = new Map();
  #histories;
  #trends;
  #results;
  #inView;
  #stale = true;

  constructor(root, plant, tooltip) {
    this.#root = root;
    this.#plant = plant;
    this.#histories = new Refresher({ load: (equipment) => this.#loadHistory(equipment), period: 30_000 });
    this.#trends = new Refresher({ load: (equipment) => this.#loadTrend(equipment), period: 60_000, gap: 30_000, parallel: 2 });
    this.#results = new Refresher({ load: (line) => this.#loadResult(line), period: 30_000, gap: 8000, parallel: 2 });
    this.#inView = new IntersectionObserver((entries) => entries.forEach((entry) => this.#seen(entry)), { rootMargin: '300px' });
    new ResizeObserver(() => this.#tiles.forEach((tile) => tile.redraw())).observe(root);
    root.addEventListener('pointermove', (event) => this.#hover(event, tooltip));
    root.addEventListener('pointerout', (event) => event.target.closest('.strip') && tooltip.hide());
    setInterval(() => this.#stale || this.#tiles.forEach((tile) => tile.tick()), 1000);
  }

  /** Makes, removes and orders lines and tiles; visible(equipment) says which of them the filter lets through. */
  arrange(visible) {
    const machines = this.#plant.machines();
    for (const [equipment, tile] of this.#tiles) {
      if (!this.#plant.tile(equipment)) {
        this.#inView.unobserve(tile.root);
        this.#forget(equipment);
        tile.root.remove();
        this.#tiles.delete(equipment);
      }
    }
    for (const equipment of machines) {
      if (!this.#tiles.has(equipment)) {
        this.#add(equipment);
      }
      this.#tiles.get(equipment).root.hidden = !visible(equipment);
    }
    for (const [path, line] of this.#lines) {
      const members = machines.filter((equipment) => lineOf(equipment) === path);
      line.root.hidden = !members.some(visible);
      inOrder(line.tiles, members.map((equipment) => this.#tiles.get(equipment).root));
    }
    const longest = Math.max(4, ...[...this.#lines.values()].map((line) => line.tiles.querySelectorAll('.tile:not([hidden])').length));
    this.#root.style.setProperty('--most', longest);
    inOrder(this.#root, this.#plant.lines().map((path) => this.#lines.get(path).root));
  }

  #add(equipment) {
    const tile = new Tile(equipment);
    const path = lineOf(equipment);
    if (!this.#lines.has(path)) {
      const line = new Line(path);
      this.#lines.set(path, line);
      this.#root.append(line.root);
      this.#inView.observe(line.root);
    }
    this.#tiles.set(equipment, tile);
    this.#lines.get(path).tiles.append(tile.root);
    tile.update(this.#plant.tile(equipment));
    this.#inView.observe(tile.root);
  }

  update(changed) {
    for (const equipment of changed) {
      const tile = this.#tiles.get(equipment);
      const data = this.#plant.tile(equipment);
      if (tile && data) {
        const before = tile.root.dataset.bucket;
        tile.update(data);
        if (before !== data.bucket) {
          this.#histories.touch(equipment);
          this.#results.touch(lineOf(equipment));
        }
      }
    }
  }

  /** Without a link nothing is loaded, and no clock runs on as if it were known. */
  pause(paused) {
    this.#stale = paused;
    [this.#histories, this.#trends, this.#results].forEach((refresher) => refresher.pause(paused));
  }

  #seen({ target, isIntersecting }) {
    const act = isIntersecting ? 'show' : 'hide';
    if (target.dataset.line) {
      this.#results[act](target.dataset.line);
      return;
    }
    this.#histories[act](target.dataset.equipment);
    this.#trends[act](target.dataset.equipment);
  }

  #forget(equipment) {
    this.#histories.hide(equipment);
    this.#trends.hide(equipment);
  }

  async #loadHistory(equipment) {
    const to = now();
    const intervals = await timeline(equipment, { from: to - HISTORY, to });
    this.#tiles.get(equipment)?.setHistory(intervals.filter((interval) => interval.equipment === equipment));
  }

  /** A machine that has only just begun to speak gets a finer trend than one that has run for hours. */
  async #loadTrend(equipment) {
    if (!this.#tiles.get(equipment)?.hasHistory) {
      await this.#loadHistory(equipment);
    }
    const to = now();
    const known = (this.#tiles.get(equipment)?.history() ?? []).filter((interval) => interval.bucket !== 'NO_DATA');
    const first = known.length > 0 ? known[0].from : to;
    const young = to - first < YOUNG;
    const windows = await oee(equipment, { from: young ? Math.max(to - YOUNG, first) - 60_000 : to - HISTORY, to }, young ? 'minute' : 'hour');
    this.#tiles.get(equipment)?.setTrend(bin(windows, 24));
  }

  async #loadResult(path) {
    const from = this.#plant.dayStart(path);
    if (from !== undefined) {
      this.#lines.get(path)?.showResult(await oee(path, { from: Math.min(from, now() - 1000), to: now() }));
    }
  }

  #hover(event, tooltip) {
    const strip = event.target.closest('.strip');
    const tile = strip && this.#tiles.get(strip.closest('.tile').dataset.equipment);
    if (!tile) {
      return;
    }
    const box = strip.getBoundingClientRect();
    const interval = intervalAt(tile.history(), now() - HISTORY * (1 - (event.clientX - box.left) / box.width));
    if (interval) {
      tooltip.showAt(describe(interval), event.clientX, box.bottom);
    }
  }
}

/** Puts children into this order, touching only what is out of place. */
function inOrder(parent, children) {
  children.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
}
