// The large timeline: a strip per machine, one axis, and details under the pointer or the arrow keys.

import { element, setAttribute, svg } from './dom.js';
import { shortName } from './format.js';
import { describe, drawStrip, intervalAt, summary } from './timeline.js';
import { ticks } from './axis.js';

export class TimelineRows {
  #root;
  #axis;
  #tooltip;
  #byMachine = new Map();
  #range = null;

  constructor(root, axis, tooltip) {
    this.#root = root;
    this.#axis = axis;
    this.#tooltip = tooltip;
    root.addEventListener('pointermove', (event) => this.#point(event));
    root.addEventListener('pointerdown', (event) => this.#point(event));
    root.addEventListener('pointerleave', () => tooltip.hide());
    root.addEventListener('keydown', (event) => this.#walk(event));
  }

  show(intervals, range, equipment) {
    const byMachine = Map.groupBy(intervals, (interval) => interval.equipment);
    if (byMachine.size === 0) {
      byMachine.set(equipment, []);
    }
    this.#range = range;
    if ([...byMachine.keys()].join() !== [...this.#byMachine.keys()].join()) {
      this.#root.replaceChildren(...[...byMachine.keys()].map((machine) => this.#row(machine, nameUnder(equipment, machine))));
    }
    this.#byMachine = byMachine;
    this.draw();
  }

  #row(machine, name) {
    const strip = svg('svg', { class: 'strip', role: 'img', tabindex: '0', 'data-equipment': machine });
    return name ? element('div', { class: 'strip-row' }, element('span', { class: 'strip-name', title: machine }, name), strip) : strip;
  }

  draw() {
    if (this.#range === null) {
      return;
    }
    for (const strip of this.#root.querySelectorAll('.strip')) {
      const intervals = this.#byMachine.get(strip.dataset.equipment);
      const { clientWidth: width, clientHeight: height } = strip;
      if (width > 0) {
        drawStrip(strip, intervals, this.#range, { width, height });
        setAttribute(strip, 'aria-label', `${shortName(strip.dataset.equipment)}: ${summary(intervals, this.#range)}. Arrow keys walk through it.`);
      }
    }
    this.#drawAxis();
  }

  #drawAxis() {
    const strip = this.#root.querySelector('.strip');
    const left = strip.getBoundingClientRect().left - this.#root.getBoundingClientRect().left;
    const width = strip.clientWidth;
    if (width === 0) {
      return;
    }
    const { from, to } = this.#range;
    const x = (instant) => left + ((instant - from) / (to - from)) * width;
    setAttribute(this.#axis, 'viewBox', `0 0 ${left + width} 20`);
    this.#axis.replaceChildren(...ticks(this.#range, Math.max(2, Math.floor(width / 70))).flatMap(({ at, label }) => [
      svg('path', { class: 'rule', d: `M${x(at).toFixed(1)} 0v5` }),
      svg('text', { class: 'axis', x: Math.min(Math.max(x(at), 16), left + width - 16).toFixed(1), y: 17, 'text-anchor': 'middle' }, label),
    ]));
  }

  #point(event) {
    const strip = event.target.closest('.strip');
    if (!strip || this.#range === null) {
      return;
    }
    const box = strip.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    this.#tell(strip, this.#range.from + share * (this.#range.to - this.#range.from));
  }

  /** Arrow keys step from interval to interval and say each. */
  #walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const strip = event.target.closest('.strip');
    if (!step || !strip) {
      return;
    }
    event.preventDefault();
    const intervals = this.#byMachine.get(strip.dataset.equipment);
    const next = Math.min(Math.max((Number(strip.dataset.at ?? (step > 0 ? -1 : intervals.length))) + step, 0), intervals.length - 1);
    strip.dataset.at = next;
    if (intervals[next]) {
      this.#tell(strip, (Math.max(intervals[next].from, this.#range.from) + intervals[next].to) / 2);
      setAttribute(strip, 'aria-label', describe(intervals[next]).replaceAll('\n', ', '));
    }
  }

  #tell(strip, instant) {
    const interval = intervalAt(this.#byMachine.get(strip.dataset.equipment), instant);
    if (!interval) {
      this.#tooltip.hide();
      return;
    }
    const box = strip.getBoundingClientRect();
    const { from, to } = this.#range;
    this.#tooltip.showAt(describe(interval), box.left + ((instant - from) / (to - from)) * box.width, box.bottom);
  }
}

/** "LINE01 / FILLER" for a machine of a group; nothing for the machine itself. */
const nameUnder = (equipment, machine) => machine.slice(equipment.length + 1).split('/').map(shortName).join(' / ');
