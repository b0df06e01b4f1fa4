// Numbers as they are written: JavaScript's own round whole ones above 2^53, which Int64 and UInt64 have.

const NUMERAL = /^([+-]?)0*(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/;

/** JSON as usual, but whole numbers that JavaScript would round are the text of them (in browsers that tell). */
export function parse(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? context?.source ?? value : value);
}

/** What somebody typed as a number of JSON, digit by digit; null when it is none. */
export function numeral(text) {
  const found = NUMERAL.exec(text.trim());
  if (!found || (!/\d/.test(text.trim().replace(/[eE].*$/, '')))) {
    return null;
  }
  const [, sign, whole, fraction, exponent] = found;
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction ? `.${fraction}` : ''}${exponent ?? ''}`;
}
