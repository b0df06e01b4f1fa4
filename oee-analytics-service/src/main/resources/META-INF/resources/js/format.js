// Numbers, times and names as people of this locale and site read them.

import { now, zone } from './site.js';

export const NOTHING = '–';

const locale = navigator.languages ?? navigator.language;
const percentFormat = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const bareFormat = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const countFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const rateFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const dateFormats = new Map();

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const present = (value) => value !== null && value !== undefined && !Number.isNaN(value);

/** 0.74794 → "74.8 %"; nothing → "–". */
export const percent = (ratio) => (present(ratio) ? percentFormat.format(ratio) : NOTHING);

/** 0.74794 → "74.8". */
export const percentNumber = (ratio) => (present(ratio) ? bareFormat.format(ratio * 100) : NOTHING);

/** A ratio that only counts as whole when it is: 0.99996 → "99.9 %". */
export const percentDown = (ratio) => (present(ratio) ? percentFormat.format(Math.floor(ratio * 1000) / 1000) : NOTHING);

export const count = (number) => (present(number) ? countFormat.format(number) : NOTHING);

export const rate = (number) => (present(number) ? rateFormat.format(number) : NOTHING);

/** 50 000 ms → "50 s", 840 000 → "14 min", 7 500 000 → "2 h 05 min", "3 d 4 h". */
export function duration(milliseconds) {
  if (!present(milliseconds)) {
    return NOTHING;
  }
  const sign = milliseconds < 0 ? '−' : '';
  const length = Math.abs(milliseconds);
  if (length < MINUTE) {
    return `${sign}${Math.floor(length / SECOND)} s`;
  }
  if (length < HOUR) {
    return `${sign}${Math.floor(length / MINUTE)} min`;
  }
  if (length < DAY) {
    return `${sign}${Math.floor(length / HOUR)} h ${String(Math.floor((length % HOUR) / MINUTE)).padStart(2, '0')} min`;
  }
  return `${sign}${Math.floor(length / DAY)} d ${Math.floor((length % DAY) / HOUR)} h`;
}

export const clock = (instant) => dateFormat('clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(instant);

export const time = (instant) => dateFormat('time', { hour: '2-digit', minute: '2-digit' }).format(instant);

export const date = (instant) => dateFormat('date', { day: 'numeric', month: 'short' }).format(instant);

export const dateTime = (instant) =>
  dateFormat('dateTime', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(instant);

/** The time alone while it cannot be mistaken for another day's, else with the date. */
export const recent = (instant) => (now() - instant < 12 * HOUR ? time(instant) : `${date(instant)}, ${time(instant)}`);

export const dateClock = (instant) =>
  dateFormat('dateClock', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(instant);

/** "UTC", "CET" or "GMT+2", as this locale calls the site's zone at the instant. */
export function zoneName(instant) {
  const parts = dateFormat('zone', { timeZoneName: 'short' }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName').value;
}

function dateFormat(key, options) {
  const id = `${key} ${zone()}`;
  if (!dateFormats.has(id)) {
    dateFormats.set(id, new Intl.DateTimeFormat(locale, { ...options, timeZone: zone(), ...(options.hour && { hourCycle: 'h23' }) }));
  }
  return dateFormats.get(id);
}

/** The last step of group/node/device, without the role prefix of an edge node's client id. */
export const shortName = (equipment) => equipment.slice(equipment.lastIndexOf('/') + 1).replace(/^edge_/, '');

/** group/node of a machine: its line. */
export const lineOf = (equipment) => equipment.split('/').slice(0, 2).join('/');

export const groupOf = (equipment) => equipment.split('/', 1)[0];
