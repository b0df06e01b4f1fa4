// State over time as one strip: one path per bucket, however many intervals there are.

import { labelOf, PAINT_ORDER, reasonOf } from './buckets.js';
import { setAttribute, svg } from './dom.js';
import { clock, dateClock, duration } from './format.js';
import { now } from './site.js';

const LEAST_WIDTH = 1;

/** Draws intervals into the svg element; range: {from, to} in ms, size: {width, height} in px. */
export function drawStrip(target, intervals, range, { width, height }) {
  const perMillisecond = width / (range.to - range.from);
  const outlines = {};
  for (const interval of intervals) {
    const from = Math.max(interval.from, range.from);
    const to = Math.min(interval.to, range.to);
    if (to > from) {
      const x = ((from - range.from) * perMillisecond).toFixed(2);
      const w = Math.max(LEAST_WIDTH, (to - from) * perMillisecond).toFixed(2);
      outlines[interval.bucket] = `${outlines[interval.bucket] ?? ''}M${x} 0h${w}v${height}h-${w}z`;
    }
  }
  setAttribute(target, 'viewBox', `0 0 ${width} ${height}`);
  // past time that no interval covers is not known
  const past = Math.max(0, (Math.min(range.to, now()) - range.from) * perMillisecond).toFixed(2);
  outlines.NO_DATA = `M0 0h${past}v${height}H0z`;
  target.replaceChildren(...PAINT_ORDER.filter((bucket) => bucket in outlines).flatMap((bucket) => [
    svg('path', { class: `fill-${bucket}`, d: outlines[bucket] }),
    svg('path', { d: outlines[bucket], fill: `url(#p-${bucket})` }),
  ]));
}

/** The stored history, continued to this instant by what the live tile says. */
export function continuedBy(tile, intervals, instant) {
  if (!tile?.since) {
    return intervals;
  }
  const since = Date.parse(tile.since);
  const { bucket, state, stateName, reason, product, order } = tile;
  const before = intervals.filter((interval) => interval.from < since).map((interval) => (interval.to > since ? { ...interval, to: since } : interval));
  const seen = intervals.filter((interval) => interval.from >= since && interval.bucket === bucket);
  const from = seen.length > 0 ? Math.max(...seen.map((interval) => interval.to)) : since;
  const going = { equipment: tile.equipment, from, to: instant, bucket, state, stateName, reason, product, order };
  return [...before, ...seen, ...(from < instant ? [going] : [])];
}

export function intervalAt(intervals, instant) {
  return intervals.find((interval) => interval.from <= instant && instant < interval.to);
}

/** What a strip says of an interval under the pointer. */
export function describe(interval) {
  const lines = [`${labelOf(interval.bucket)}${interval.stateName ? ` · ${interval.stateName}` : ''} · ${duration(interval.to - interval.from)}`];
  if (reasonOf(interval)) {
    lines.push(reasonOf(interval));
  }
  lines.push(`${dateClock(interval.from)} – ${clock(interval.to)}`);
  const work = [interval.product, interval.order && `order ${interval.order}`].filter(Boolean).join(' · ');
  return work ? [...lines, work].join('\n') : lines.join('\n');
}

/** "Running 6 h 12 min, Stopped 31 min, …": the strip for those who cannot see it. */
export function summary(intervals, range) {
  const totals = new Map();
  for (const { bucket, from, to } of intervals) {
    const length = Math.min(to, range.to) - Math.max(from, range.from);
    totals.set(bucket, (totals.get(bucket) ?? 0) + Math.max(0, length));
  }
  const parts = [...totals].filter(([, length]) => length > 0).sort((a, b) => b[1] - a[1]);
  return parts.length > 0 ? parts.map(([bucket, length]) => `${labelOf(bucket)} ${duration(length)}`).join(', ') : 'nothing known';
}
