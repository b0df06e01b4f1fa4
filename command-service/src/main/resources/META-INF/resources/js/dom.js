// Small steps on the document.

export function byId(id) {
  return document.getElementById(id);
}

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function lamp(online) {
  return element('span', { class: 'lamp', 'data-state': online ? 'online' : 'offline', title: online ? 'online' : 'offline' });
}
