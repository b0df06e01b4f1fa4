// A labelled bar for availability, performance or quality.

import { setAttribute, setText } from './dom.js';
import { percent } from './format.js';

/** row: a .ratio element; why: the reason when there is no value. */
export function showRatio(row, value, why) {
  const known = value !== null && value !== undefined;
  setText(row.querySelector('.ratio-value'), percent(value));
  setText(row.querySelector('.why'), why ?? '');
  setAttribute(row, 'data-tip', why);
  setAttribute(row, 'data-level', !known ? 'none' : value > 1 ? 'over' : 'normal');
  row.querySelector('.ratio-fill').style.transform = `scaleX(${known ? Math.min(1, Math.max(0, value)) : 0})`;
}
