// One machine: its figures, its state, its last hours.

import { labelOf, reasonOf } from './buckets.js';
import { clone, fields, setAttribute, setText, symbol } from './dom.js';
import { completenessText, flagsText, missing } from './explain.js';
import {
  clock, count, dateClock, duration, NOTHING, percent, percentDown, percentNumber, rate, recent, shortName, time,
} from './format.js';
import { showRatio } from './ratio.js';
import { linkTo } from './route.js';
import { now } from './site.js';
import { continuedBy, drawStrip, summary } from './timeline.js';
import { drawSparkline } from './trend.js';

export const HISTORY = 8 * 3_600_000;

export class Tile {
  #fields;
  #tile;
  #since = NaN;
  #intervals = null;
  #points = null;

  constructor(equipment) {
    this.root = clone('tile');
    this.root.dataset.equipment = equipment;
    this.#fields = fields(this.root);
    setText(this.#fields.name, shortName(equipment));
    setAttribute(this.#fields.name, 'href', linkTo(equipment));
    setAttribute(this.#fields.name, 'title', equipment);
  }

  update(tile) {
    const f = this.#fields;
    const bucketChanged = this.#tile?.bucket !== tile.bucket || this.#tile?.since !== tile.since;
    this.#tile = tile;
    this.#since = Date.parse(tile.since);
    if (this.root.dataset.bucket !== tile.bucket) {
      this.root.dataset.bucket = tile.bucket;
      f.symbol.replaceChildren(symbol(tile.bucket));
      setText(f.bucket, labelOf(tile.bucket));
    }
    const why = missing(tile);
    setText(f.oee, percentNumber(tile.oee));
    setText(f.oeeUnit, tile.oee === null ? '' : '%');
    setAttribute(f.oeeBox, 'data-tip', why.oee);
    setText(f.oeeWhy, why.oee ?? '');
    for (const name of ['availability', 'performance', 'quality']) {
      showRatio(f[name], tile[name], why[name]);
    }
    setText(f.state, this.#stateText(tile));
    setText(f.work, [tile.product, tile.order && `order ${tile.order}`].filter(Boolean).join(' · ') || 'No order');
    setText(f.speed, tile.online ? rate(tile.speed) : NOTHING);
    setText(f.designSpeed, `/ ${rate(tile.designSpeed)} per min`);
    setText(f.good, count(tile.goodCount));
    setText(f.rejects, count(tile.rejectCount));
    this.#marks(tile);
    this.tick();
    if (bucketChanged) {
      this.redraw();
    }
  }

  #stateText(tile) {
    if (tile.bucket === 'NO_DATA') {
      return tile.lastEvent ? `Last heard at ${recent(Date.parse(tile.lastEvent))}` : 'Not heard live yet';
    }
    return [tile.stateName, reasonOf(tile)].filter(Boolean).join(' · ') || labelOf(tile.bucket);
  }

  #marks(tile) {
    const f = this.#fields;
    const completeness = completenessText(tile.completeness, percentDown(tile.completeness));
    const compared = tile.completeness !== null && tile.completeness !== undefined;
    f.complete.dataset.level = !compared ? 'unknown' : tile.completeness >= 1 ? 'full' : 'part';
    setText(f.completeText, !compared ? 'Not compared' : tile.completeness >= 1 ? 'Complete' : percentDown(tile.completeness));
    setAttribute(f.complete, 'data-tip', completeness);
    setAttribute(f.complete, 'aria-label', completeness);
    const flags = tile.flags ?? [];
    f.flags.hidden = flags.length === 0;
    setText(f.flagCount, String(flags.length));
    setAttribute(f.flags, 'data-tip', flagsText(flags));
    setAttribute(f.flags, 'aria-label', `${flags.length} ${flags.length === 1 ? 'note' : 'notes'}: ${flagsText(flags)}`);
  }

  /** Once a second: how long the state has lasted. */
  tick() {
    const f = this.#fields;
    setText(f.lasted, Number.isFinite(this.#since) ? duration(Math.max(0, now() - this.#since)) : NOTHING);
    setAttribute(f.lasted, 'title', Number.isFinite(this.#since) ? `since ${dateClock(this.#since)}` : null);
  }

  setHistory(intervals) {
    this.#intervals = intervals;
    this.redraw();
  }

  setTrend(points) {
    this.#points = points;
    this.redraw();
  }

  /** The strip and the trend share one time axis: the last eight hours. */
  redraw() {
    const width = this.root.isConnected ? this.#fields.strip.clientWidth : 0;
    if (width === 0) {
      return;
    }
    const to = now();
    const range = { from: to - HISTORY, to };
    const f = this.#fields;
    if (this.#intervals) {
      const intervals = continuedBy(this.#tile, this.#intervals, to);
      drawStrip(f.strip, intervals, range, { width, height: f.strip.clientHeight });
      setAttribute(f.strip, 'aria-label', `Last 8 hours: ${summary(intervals, range)}`);
      setText(f.stripFrom, time(range.from));
    }
    if (this.#points) {
      drawSparkline(f.spark, this.#points, range, { width, height: f.spark.clientHeight });
      const known = this.#points.filter((point) => point.oee !== null).map((point) => point.oee);
      const span = known.length > 0 ? `from ${percent(Math.min(...known))} to ${percent(Math.max(...known))}` : 'no values';
      setAttribute(f.spark, 'aria-label', `OEE over the last 8 hours: ${span}, as of ${clock(to)}`);
    }
  }

  /** The interval history with the live end, for a pointer over the strip. */
  history() {
    return this.#intervals ? continuedBy(this.#tile, this.#intervals, now()) : [];
  }

  get hasHistory() {
    return this.#intervals !== null;
  }
}
