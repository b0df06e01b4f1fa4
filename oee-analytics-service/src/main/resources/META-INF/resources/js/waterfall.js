// From calendar time to fully productive time: what each loss took away.

import { element, svg } from './dom.js';
import { duration, percent } from './format.js';
import { chargedNoData, idealTime, productionTime } from './rollup.js';

/** Rows from the top: {label, kind, length ms, title} and, for bars, start: ms from the left. Kinds: outside (no bar), total, loss. */
export function steps(result) {
  const { ledger } = result;
  const calendar = Object.values(ledger).reduce((sum, length) => sum + length, 0);
  const busy = result.plannedBusyMs;
  const charged = chargedNoData(result);
  const rows = [{ label: 'Calendar time', kind: 'outside', length: calendar, title: 'The whole period, over all machines shown' }];
  const outside = (label, length, title) => length > 0 && rows.push({ label, kind: 'outside', length: -length, title });
  outside('Not scheduled', ledger.notScheduledMs, 'Outside the shift calendar');
  outside('Planned stops', ledger.plannedDownMs, 'Breaks, planned maintenance, no order');
  outside('No data', ledger.noDataMs - charged, 'Nothing is known of this time');
  let left = busy;
  const total = (label, length, title) => rows.push({ label, kind: 'total', start: 0, length, title });
  const lose = (label, length, title) => {
    if (Math.abs(length) >= 1) {
      left -= length;
      rows.push({ label, kind: 'loss', start: Math.min(left, left + length), length: -length, title });
    }
  };
  total('Planned busy time', busy, 'What availability and OEE are measured against');
  lose('No data', charged, 'Nothing is known of this time; by the policy of these machines that is an availability loss');
  lose('Breakdowns', ledger.unplannedDownMs, 'Availability loss');
  lose('Setup', ledger.setupMs, 'Availability loss');
  total('Production time', productionTime(ledger), 'Availability = production time / planned busy time');
  const ideal = idealTime(result);
  if (ideal === null || result.quality === null) {
    return rows;
  }
  lose('Minor stops', ledger.minorStopMs, 'Performance loss');
  lose('Reduced speed', ledger.runMs - ideal, 'Performance loss; a gain where the machine beats its ideal cycle');
  const good = ideal * result.quality;
  const startUp = result.losses?.startUpYieldMs ?? 0;
  lose('Defects', ideal - good - startUp, 'Quality loss');
  lose('Start-up rejects', startUp, 'Quality loss');
  total('Fully productive', good, 'OEE = fully productive time / planned busy time');
  return rows;
}

export function drawWaterfall(target, result) {
  const busy = result.plannedBusyMs;
  const rows = steps(result);
  const widest = Math.max(1, ...rows.filter((row) => row.kind !== 'outside').map((row) => row.start + Math.abs(row.length)));
  target.replaceChildren(...rows.map((row) => element('tr', { title: row.title },
    element('th', { scope: 'row', class: row.kind === 'loss' || row.length < 0 ? 'part' : 'total' }, row.label),
    element('td', { class: 'bar' }, ...(row.kind === 'outside' ? [] : [bar(row, widest)])),
    element('td', { class: 'number' }, signed(row)),
    element('td', { class: 'number' }, row.kind === 'outside' || busy === 0 ? '' : percent(Math.abs(row.length) / busy)))));
}

function bar({ kind, start, length }, widest) {
  const attributes = { x: (start / widest) * 1000, y: 2, width: Math.max((Math.abs(length) / widest) * 1000, 3), height: 16, rx: 2 };
  return svg('svg', { class: `fall ${kind}${kind === 'loss' && length > 0 ? ' gain' : ''}`, viewBox: '0 0 1000 20', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', attributes));
}

function signed({ kind, length }) {
  const text = duration(Math.abs(length));
  return length < 0 ? `−${text}` : kind === 'loss' ? `+${text}` : text;
}
