// The figures of a range in the detail panel.

import { element, setAttribute, setText } from './dom.js';
import { flagText, missing } from './explain.js';
import { count, dateTime, duration, percentNumber, rate } from './format.js';
import { showRatio } from './ratio.js';
import { chargedNoData, productionTime } from './rollup.js';

/** f: the panel's fields. */
export function drawFigures(f, result, range) {
  const why = missing(result);
  setText(f.rangeText, `${dateTime(range.from)} – ${range.live ? 'now' : dateTime(range.to)}`);
  setText(f.oee, percentNumber(result.oee));
  setText(f.oeeUnit, result.oee === null ? '' : '%');
  setText(f.oeeWhy, why.oee ?? '');
  for (const name of ['availability', 'performance', 'quality']) {
    showRatio(f[name], result[name], why[name]);
  }
  f.list.replaceChildren(...facts(result).flatMap(([term, value, title]) => [
    element('div', title ? { title } : {}, element('dt', {}, term), element('dd', {}, value)),
  ]));
  drawNotes(f.notes, result, range);
}

function facts(result) {
  const { ledger } = result;
  const stopped = ledger.unplannedDownMs + ledger.minorStopMs;
  const perHour = productionTime(ledger) > 0 ? (result.totalCount / productionTime(ledger)) * 3_600_000 : null;
  return [
    ['Good', count(result.goodCount)],
    ['Rejects', count(result.rejectCount)],
    ['Total', count(result.totalCount)],
    ['Running', duration(ledger.runMs)],
    ['Stopped', duration(stopped), 'Unplanned stops and minor stops'],
    ['Setup', duration(ledger.setupMs)],
    ['No data', duration(ledger.noDataMs)],
    ['Items per hour', rate(perHour), 'Items per hour of production time'],
  ];
}

function drawNotes(list, result, range) {
  const notes = (result.flags ?? []).map((flag) => [flagText(flag), 'flag']);
  if (result.ledger.noDataMs > 0) {
    const charged = chargedNoData(result);
    const part = charged < result.ledger.noDataMs ? `${duration(charged)} of it count` : 'it counts';
    const counts = charged > 0 ? `${part} as downtime, by the machine’s model` : 'it counts neither for nor against the machine';
    notes.unshift([`Nothing is known of ${duration(result.ledger.noDataMs)} of this period; ${counts}.`, 'gap']);
  } else if (result.complete && !range.live) {
    notes.unshift(['Complete: this period has ended and all of it is known.', 'whole']);
  }
  list.replaceChildren(...notes.map(([text, kind]) => element('li', { 'data-kind': kind }, text)));
  setAttribute(list, 'hidden', notes.length === 0 ? '' : null);
}
