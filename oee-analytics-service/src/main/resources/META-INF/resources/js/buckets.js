// The seven buckets of the ledger: what they are called, what they mean, in which order they are drawn.

export const BUCKETS = {
  RUN: { label: 'Running', meaning: 'Producing.' },
  MINOR_STOP: { label: 'Minor stop', meaning: 'A stop shorter than the threshold: a performance loss.' },
  UNPLANNED_DOWN: { label: 'Stopped', meaning: 'An unplanned stop: an availability loss.' },
  SETUP: { label: 'Setup', meaning: 'Set-up or changeover: an availability loss.' },
  PLANNED_DOWN: { label: 'Planned stop', meaning: 'A break, planned maintenance or no order: not a loss.' },
  NO_DATA: { label: 'No data', meaning: 'Not known: the machine is offline or has said nothing yet. Counted as neither running nor stopped.' },
  NOT_SCHEDULED: { label: 'Not scheduled', meaning: 'Outside the shift calendar.' },
};

/** As a person looks for them: what needs attention first. */
export const ATTENTION_ORDER = ['UNPLANNED_DOWN', 'MINOR_STOP', 'SETUP', 'NO_DATA', 'PLANNED_DOWN', 'NOT_SCHEDULED', 'RUN'];

/** Later ones are drawn over earlier ones, so that a stop of seconds stays visible in a strip of hours. */
export const PAINT_ORDER = ['NO_DATA', 'NOT_SCHEDULED', 'PLANNED_DOWN', 'RUN', 'SETUP', 'MINOR_STOP', 'UNPLANNED_DOWN'];

/** A reason holds until the machine gives another: it says something only while the machine does not run. */
export const reasonOf = ({ bucket, reason }) => (bucket === 'RUN' ? '' : reason);

export const labelOf = (bucket) => BUCKETS[bucket]?.label ?? bucket;
