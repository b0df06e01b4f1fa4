// What the colours and patterns of a timeline mean.

import { BUCKETS } from './buckets.js';
import { element, svg, symbol } from './dom.js';

export function legend() {
  return Object.entries(BUCKETS).map(([bucket, { label, meaning }]) => element('li', { title: meaning },
    svg('svg', { class: 'swatch', viewBox: '0 0 18 12', 'aria-hidden': 'true' },
      svg('rect', { class: `fill-${bucket}`, width: 18, height: 12, rx: 2 }),
      svg('rect', { width: 18, height: 12, rx: 2, fill: `url(#p-${bucket})` })),
    symbol(bucket), label));
}
