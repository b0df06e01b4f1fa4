// The address of what is open: #/group/node/device?range=8h, or ?from=…&to=… for a range of one's own.

/** The hash that opens this equipment; range as in range.js. */
export function linkTo(equipment, range) {
  const path = equipment.split('/').map(encodeURIComponent).join('/');
  const query = range ? `?${new URLSearchParams(range)}` : '';
  return `#/${path}${query}`;
}

/** {equipment, parameters}, equipment empty when nothing is open. */
export function readRoute(hash = location.hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  return {
    equipment: path.split('/').filter(Boolean).map(decode).join('/'),
    parameters: Object.fromEntries(new URLSearchParams(query)),
  };
}

function decode(step) {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
