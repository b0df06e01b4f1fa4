// OEE with its factors over the range, as a chart and as a table.

import { element } from './dom.js';
import { clock, dateTime, duration, percent } from './format.js';
import { bin } from './rollup.js';
import { drawTrend } from './trend.js';

const MOST_POINTS = 60;

export class TrendChart {
  #chart;
  #table;
  #points = null;
  #range = null;
  #scale = null;

  constructor(chart, table, tooltip) {
    this.#chart = chart;
    this.#table = table;
    chart.addEventListener('pointermove', (event) => this.#point(event, tooltip));
    chart.addEventListener('pointerleave', () => tooltip.hide());
  }

  show(windows, range) {
    this.#points = bin(windows, MOST_POINTS);
    this.#range = range;
    this.#table.replaceChildren(...this.#points.map((point) => element('tr', {},
      element('th', { scope: 'row' }, dateTime(point.from)),
      ...['oee', 'availability', 'performance', 'quality'].map((name) => element('td', { class: 'number' }, percent(point[name]))))));
    this.draw();
  }

  draw() {
    const width = this.#chart.clientWidth;
    if (this.#points === null || width === 0) {
      return;
    }
    this.#scale = drawTrend(this.#chart, this.#points, this.#range, { width, height: this.#chart.clientHeight });
    const known = this.#points.filter((point) => point.oee !== null);
    const step = this.#points.length > 0 ? duration(this.#points[0].to - this.#points[0].from) : '';
    const text = known.length > 0
      ? `OEE per ${step}: last ${percent(known.at(-1).oee)}, lowest ${percent(Math.min(...known.map((point) => point.oee)))}, highest ${percent(Math.max(...known.map((point) => point.oee)))}`
      : 'No OEE in this range';
    this.#chart.setAttribute('aria-label', text);
  }

  #point(event, tooltip) {
    if (this.#scale === null) {
      return;
    }
    const box = this.#chart.getBoundingClientRect();
    const instant = this.#scale.instantAt(event.clientX - box.left);
    const point = this.#points.find(({ from, to }) => from <= instant && instant < to);
    if (!point) {
      tooltip.hide();
      return;
    }
    const figures = `OEE ${percent(point.oee)}\nA ${percent(point.availability)} · P ${percent(point.performance)} · Q ${percent(point.quality)}`;
    tooltip.showAt(`${dateTime(point.from)} – ${clock(point.to)}\n${figures}`, event.clientX, box.bottom - 30);
  }
}
