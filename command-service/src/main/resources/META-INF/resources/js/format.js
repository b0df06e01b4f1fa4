// Times and values for people.

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short' });

export function when(text) {
  const time = new Date(text);
  const today = time.toDateString() === new Date().toDateString();
  return today ? TIME.format(time) : `${DAY.format(time)} ${TIME.format(time)}`;
}

export function shown(value) {
  if (value === null || value === undefined) {
    return 'null';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function path(target) {
  return target ? [target.group, target.node, target.device].filter(Boolean).join('/') : 'the host';
}
