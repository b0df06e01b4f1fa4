// Small steps on the document: clone a template, find its fields, build SVG, write only what changed.

const SVG = 'http://www.w3.org/2000/svg';

/** The first element of a copy of the template with this id. */
export function clone(templateId) {
  return document.getElementById(templateId).content.firstElementChild.cloneNode(true);
}

/** The elements marked data-field inside root, by that name. */
export function fields(root) {
  const found = {};
  for (const node of root.querySelectorAll('[data-field]')) {
    found[node.dataset.field] = node;
  }
  return found;
}

export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(node, name, value);
  }
  node.append(...children);
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Null or undefined takes the attribute away. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined) {
    node.removeAttribute(name);
    return;
  }
  if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

/** A state symbol of the sprite in index.html. */
export function symbol(bucket) {
  return svg('svg', { class: 'symbol', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('use', { href: `#s-${bucket}` }));
}
