// A ratio over time as a line: small in a tile, with axes in the detail panel.

import { ticks } from './axis.js';
import { setAttribute, svg } from './dom.js';
import { percentNumber } from './format.js';

const MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };

/** Stretches of neighbouring points with a value; points: {from, to, [name]}. */
function stretches(points, name) {
  const found = [[]];
  for (const point of points) {
    if (point[name] === null || point[name] === undefined) {
      found.push([]);
    } else {
      found.at(-1).push(point);
    }
  }
  return found.filter((stretch) => stretch.length > 0);
}

/** A window's value is drawn at its middle. */
function line(points, name, x, y) {
  return stretches(points, name).map((stretch) => {
    const path = stretch.map((point) => `${x((point.from + point.to) / 2).toFixed(1)} ${y(point[name]).toFixed(1)}`);
    return path.length === 1 ? `M${path[0]}h.01` : `M${path.join('L')}`;
  }).join('');
}

function area(points, name, x, y) {
  return stretches(points, name).filter((stretch) => stretch.length > 1).map((stretch) => {
    const path = stretch.map((point) => `${x((point.from + point.to) / 2).toFixed(1)} ${y(point[name]).toFixed(1)}`);
    const first = x((stretch[0].from + stretch[0].to) / 2).toFixed(1);
    const last = x((stretch.at(-1).from + stretch.at(-1).to) / 2).toFixed(1);
    return `M${first} ${y(0)}L${path.join('L')}L${last} ${y(0)}z`;
  }).join('');
}

/** The OEE of a tile: line, faint area, a dot at the newest value. */
export function drawSparkline(target, points, range, { width, height }) {
  const top = Math.max(1, ...points.map((point) => point.oee ?? 0));
  const x = (instant) => ((instant - range.from) / (range.to - range.from)) * (width - 6) + 2;
  const y = (ratio) => height - 2 - (ratio / top) * (height - 5);
  const newest = points.findLast((point) => point.oee !== null);
  setAttribute(target, 'viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren(
    svg('path', { class: 'rule', d: `M0 ${height - 1.5}H${width}` }),
    svg('path', { class: 'trend-area', d: area(points, 'oee', x, y) }),
    svg('path', { class: 'trend-line oee', d: line(points, 'oee', x, y) }),
    ...(newest ? [svg('circle', { class: 'trend-dot', cx: x((newest.from + newest.to) / 2), cy: y(newest.oee), r: 2.5 })] : []),
  );
}

/** OEE with A, P and Q, axes and grid. Returns the scale: x ↔ instant. */
export function drawTrend(target, points, range, { width, height }) {
  const peak = Math.max(1, ...points.flatMap((point) => [point.oee, point.availability, point.performance, point.quality]).map((value) => value ?? 0));
  const top = peak > 1 ? Math.min(2, Math.ceil(peak * 5) / 5) : 1;
  const plot = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const x = (instant) => MARGIN.left + ((instant - range.from) / (range.to - range.from)) * plot.width;
  const y = (ratio) => MARGIN.top + plot.height - (Math.min(ratio, top) / top) * plot.height;
  const levels = top > 1 ? [0, 0.5, 1, top] : [0, 0.25, 0.5, 0.75, 1];
  setAttribute(target, 'viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren(
    ...levels.flatMap((level) => [
      svg('path', { class: 'rule', d: `M${MARGIN.left} ${y(level)}H${width - MARGIN.right}` }),
      svg('text', { class: 'axis', x: MARGIN.left - 6, y: y(level) + 4, 'text-anchor': 'end' }, percentNumber(level).replace(/\D0$/, '')),
    ]),
    ...timeAxis(range, x, height, plot.width),
    svg('path', { class: 'trend-area', d: area(points, 'oee', x, y) }),
    ...['availability', 'performance', 'quality', 'oee'].map((name) => svg('path', { class: `trend-line ${name}`, d: line(points, name, x, y) })),
  );
  return { instantAt: (px) => range.from + ((px - MARGIN.left) / plot.width) * (range.to - range.from) };
}

/** Tick marks and labels along the bottom of a chart of this height. */
export function timeAxis(range, x, height, plotWidth) {
  return ticks(range, Math.max(2, Math.floor(plotWidth / 64))).flatMap(({ at, label }) => [
    svg('path', { class: 'rule', d: `M${x(at).toFixed(1)} ${height - MARGIN.bottom}v4` }),
    svg('text', { class: 'axis', x: x(at).toFixed(1), y: height - 4, 'text-anchor': 'middle' }, label),
  ]);
}
