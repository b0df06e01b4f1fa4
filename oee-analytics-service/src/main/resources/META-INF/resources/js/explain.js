// Why a figure is missing, and what a flag means, in words for the shop floor.

const FLAGS = {
  CONFLICT: 'One metric had two values at the same time; the greater one counts.',
  COUNTER_RESET: 'A counter started again from zero; counting went on from there.',
  COUNTER_ROLLOVER: 'A counter passed its maximum and began again; nothing was lost.',
  PERFORMANCE_OVER_1: 'Faster than the ideal cycle allows: the design speed is probably set too low.',
  IDEAL_MISSING: 'No ideal cycle is known for some of what was made: no design speed (Admin/MachDesignSpeed) was sent and none is configured.',
  REJECTS_OVER_TOTAL: 'More rejects than items were reported.',
  CLOCK_SKEW: 'The clock of the edge is off: event time and time of receipt differ too much.',
  GAP_COUNT: 'Items were counted after a gap in the data; when exactly they were made is not known.',
};

export function flagText(flag) {
  return FLAGS[flag] ?? `${flag.toLowerCase().replaceAll('_', ' ')}.`;
}

export function flagsText(flags) {
  return flags.map(flagText).join('\n');
}

const NO_TIME = 'No planned busy time is known in this period yet.';
const NO_IDEAL = FLAGS.IDEAL_MISSING;
const NOT_RUN = 'The machine has not run in this period yet.';
const NO_ITEMS = 'Nothing was produced in this period yet.';

/** For each of availability, performance, quality and oee: undefined when there is a figure, else why there is none. */
export function missing(result) {
  const has = (name) => result[name] !== null && result[name] !== undefined;
  const noIdeal = (result.flags ?? []).includes('IDEAL_MISSING');
  const performance = noIdeal ? NO_IDEAL : has('availability') ? NOT_RUN : NO_TIME;
  const causes = {
    availability: NO_TIME,
    performance,
    quality: NO_ITEMS,
    oee: !has('availability') ? NO_TIME : noIdeal ? NO_IDEAL : !has('quality') ? NO_ITEMS : performance,
  };
  return Object.fromEntries(Object.entries(causes).filter(([name]) => !has(name)));
}

/** completeness: share of the edge node's messages that came through, 0..1, or null when nothing is known. */
export function completenessText(completeness, formatted) {
  if (completeness === null || completeness === undefined) {
    return 'Completeness is not known: no messages of this edge node have been compared yet.';
  }
  return completeness >= 1
    ? 'Complete: every message that the edge node sent has come through.'
    : `Incomplete: ${formatted} of the edge node’s messages have come through.`;
}
