// The panel of one machine, line or group: opened by the address, closed by going back to the plain one.

import { oee, pareto, timeline } from './api.js';
import { labelOf, reasonOf } from './buckets.js';
import { element, fields, setAttribute, setText, symbol } from './dom.js';
import { duration, shortName, zoneName } from './format.js';
import { drawFigures } from './figures.js';
import { drawPareto } from './pareto.js';
import { isUnknown, lastKnownDays } from './lastdata.js';
import { legend } from './legend.js';
import { RangeChoice } from './rangechoice.js';
import { resolve, windowFor } from './range.js';
import { Refresher } from './refresher.js';
import { linkTo, readRoute } from './route.js';
import { now } from './site.js';
import { TimelineRows } from './timelinerows.js';
import { TrendChart } from './trendchart.js';
import { drawWaterfall } from './waterfall.js';

export class Detail {
  #dialog;
  #plant;
  #fields;
  #rangeChoice;
  #rows;
  #trend;
  #equipment = '';
  #key = null;
  #refresher = new Refresher({ load: (key) => this.#load(key), period: 30_000, gap: 4000 });

  constructor(dialog, plant, tooltip) {
    this.#dialog = dialog;
    this.#plant = plant;
    this.#fields = fields(dialog);
    this.#fields.legend.replaceChildren(...legend());
    this.#rangeChoice = new RangeChoice(this.#fields.ranges, this.#fields.custom, (range) => this.#go(range));
    this.#rows = new TimelineRows(this.#fields.timeline, this.#fields.timelineAxis, tooltip);
    this.#trend = new TrendChart(this.#fields.trend, this.#fields.trendTable, tooltip);
    this.#fields.close.addEventListener('click', () => dialog.close());
    this.#fields.lookBackButton.addEventListener('click', () => this.#lookBack());
    dialog.addEventListener('close', () => this.#leave());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    window.addEventListener('hashchange', () => this.follow());
    new ResizeObserver(() => { this.#rows.draw(); this.#trend.draw(); }).observe(this.#fields.body);
  }

  /** Shows what the address says. */
  follow() {
    const { equipment } = readRoute();
    if (equipment === '') {
      this.#dialog.close();
      return;
    }
    this.#refresher.hide(this.#key);
    if (equipment !== this.#equipment) {
      this.#clear();
    }
    this.#equipment = equipment;
    this.#key = location.hash;
    this.update(new Set([equipment]));
    this.#rangeChoice.show(this.#range());
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#refresher.show(this.#key);
  }

  /** Live tiles changed. */
  update(changed) {
    if (this.#equipment === '') {
      return;
    }
    const tile = this.#plant.tile(this.#equipment);
    const f = this.#fields;
    setText(f.title, shortName(this.#equipment));
    this.#breadcrumb();
    f.badge.hidden = !tile;
    if (tile && f.badge.dataset.bucket !== tile.bucket) {
      f.badge.dataset.bucket = tile.bucket;
      f.badgeSymbol.replaceChildren(symbol(tile.bucket));
    }
    if (tile) {
      setText(f.badgeText, `${labelOf(tile.bucket)} · ${duration(now() - Date.parse(tile.since))}`);
      setText(f.now, [tile.stateName, reasonOf(tile), tile.product, tile.order && `order ${tile.order}`].filter(Boolean).join(' · '));
    }
    if ([...changed].some((equipment) => equipment === this.#equipment || equipment.startsWith(`${this.#equipment}/`))) {
      this.#refresher.touch(this.#key);
    }
  }

  pause(paused) {
    this.#refresher.pause(paused);
  }

  #breadcrumb() {
    if (this.#fields.path.dataset.path === this.#equipment) {
      return;
    }
    this.#fields.path.dataset.path = this.#equipment;
    const steps = this.#equipment.split('/').slice(0, -1);
    this.#fields.path.replaceChildren(...steps.map((step, index) =>
      element('li', {}, element('a', { href: linkTo(steps.slice(0, index + 1).join('/')) }, step))));
  }

  #range() {
    return resolve(readRoute().parameters, now(), this.#plant.dayStart(this.#equipment));
  }

  #go(range) {
    location.replace(linkTo(this.#equipment, range));
  }

  async #lookBack() {
    const text = this.#fields.lookBackText;
    setText(text, 'Searching …');
    try {
      const days = await lastKnownDays(this.#equipment);
      setText(text, days ? '' : 'Nothing is known of the last five years.');
      if (days) {
        this.#go({ from: new Date(days.from).toISOString(), to: new Date(days.to).toISOString() });
      }
    } catch (problem) {
      setText(text, problem.message);
    }
  }

  #leave() {
    this.#refresher.hide(this.#key);
    this.#equipment = '';
    if (location.hash.length > 1) {
      history.pushState(null, '', location.pathname + location.search);
    }
  }

  #clear() {
    this.#fields.results.hidden = true;
    this.#fields.problem.hidden = true;
    this.#fields.loading.hidden = false;
  }

  async #load(key) {
    const equipment = this.#equipment;
    const range = this.#range();
    try {
      const [result, intervals, windows, stops] = await Promise.all([
        oee(equipment, range),
        // too many intervals to draw is no reason to show nothing
        timeline(equipment, range).catch((problem) => problem),
        oee(equipment, range, windowFor(range, this.#plant.machines(equipment).length)),
        pareto(equipment, range),
      ]);
      if (key === this.#key && equipment === this.#equipment) {
        this.#draw(range, result, intervals, windows, stops);
      }
    } catch (problem) {
      if (key === this.#key) {
        setText(this.#fields.problemText, problem.message);
        this.#fields.loading.hidden = true;
        this.#fields.problem.hidden = false;
      }
    }
  }

  #draw(range, result, intervals, windows, stops) {
    const f = this.#fields;
    f.loading.hidden = true;
    f.problem.hidden = true;
    f.results.hidden = false;
    setText(f.zone, zoneName(range.to));
    drawFigures(f, result, range);
    f.lookBack.hidden = !isUnknown(result);
    const drawable = Array.isArray(intervals);
    f.timelineBox.hidden = !drawable;
    setText(f.timelineProblem, drawable ? '' : intervals.message);
    if (drawable) {
      this.#rows.show(intervals, range, this.#equipment);
    }
    this.#trend.show(windows, range);
    drawWaterfall(f.waterfall, result);
    drawPareto(f.pareto, stops);
    f.noStops.hidden = stops.length > 0;
    f.stops.hidden = stops.length === 0;
    setAttribute(f.results, 'aria-busy', null);
  }
}
