// Stops by reason, the costliest first, with the share that they make together.

import { element, svg } from './dom.js';
import { count, duration, percent } from './format.js';

const MOST = 12;

/** stops: [{reason, count, durationMs}]. */
export function drawPareto(target, stops) {
  const sorted = [...stops].sort((a, b) => b.durationMs - a.durationMs);
  const all = sorted.reduce((sum, stop) => sum + stop.durationMs, 0);
  const longest = Math.max(1, sorted[0]?.durationMs ?? 0);
  let sum = 0;
  target.replaceChildren(...top(sorted).map((stop) => {
    sum += stop.durationMs;
    const bar = svg('svg', { class: 'pareto-bar', viewBox: '0 0 1000 20', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { class: 'bar', x: 0, y: 2, width: Math.min(1000, Math.max(2, (stop.durationMs / longest) * 1000)), height: 16, rx: 2 }));
    return element('tr', {},
      element('th', { scope: 'row' }, stop.reason || 'No reason given'),
      element('td', { class: 'bar' }, bar),
      element('td', { class: 'number' }, duration(stop.durationMs)),
      element('td', { class: 'number' }, `${count(stop.count)}×`),
      element('td', { class: 'number' }, percent(all > 0 ? sum / all : null)));
  }));
}

function top(sorted) {
  if (sorted.length <= MOST) {
    return sorted;
  }
  const rest = sorted.slice(MOST);
  return [...sorted.slice(0, MOST), {
    reason: `${rest.length} others`,
    count: rest.reduce((sum, stop) => sum + stop.count, 0),
    durationMs: rest.reduce((sum, stop) => sum + stop.durationMs, 0),
  }];
}
