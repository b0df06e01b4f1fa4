// Looks at what is on screen and returns what a person could not read, reach or understand, as a list of sentences.
() => {
  const LEAST_TARGET = 24;
  const problems = [];
  const dialog = document.querySelector('dialog[open]');
  const scope = dialog ?? document.body;
  const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const all = (selector) => [...scope.querySelectorAll(selector)].filter(shown);
  const where = (node) => `<${node.tagName.toLowerCase()}${node.className?.baseVal ?? node.className ? ` class="${node.className?.baseVal ?? node.className}"` : ''}> “${(node.textContent ?? '').trim().slice(0, 40)}”`;

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { red, green, blue, alpha: alpha / 255 };
  };
  const over = (top, bottom) => Object.fromEntries(['red', 'green', 'blue']
    .map((channel) => [channel, top[channel] * top.alpha + bottom[channel] * (1 - top.alpha)]).concat([['alpha', 1]]));
  const luminance = ({ red, green, blue }) => {
    const linear = [red, green, blue].map((channel) => channel / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const background = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), { red: 255, green: 255, blue: 255, alpha: 1 });
  };

  for (const node of all('*')) {
    const text = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.data.trim()).join('');
    const clipped = node.closest('.hidden, .skip, option, [aria-hidden="true"] .sprite');
    if (text === '' || clipped) {
      continue;
    }
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const below = background(node instanceof SVGElement ? node.closest('svg').parentElement : node);
    const ink = over(rgba(node instanceof SVGElement ? style.fill : style.color), below);
    const [light, dark] = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5)) {
      problems.push(`contrast ${contrast.toFixed(2)} of ${where(node)}`);
    }
    if (size < 10.5) {
      problems.push(`${size} px text in ${where(node)}`);
    }
  }

  const byReference = (node) => (node.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const nameOf = (node) => [node.getAttribute('aria-label'), byReference(node), [...(node.labels ?? [])].map((label) => label.textContent).join(' '), node.textContent, node.title]
    .map((name) => (name ?? '').trim()).find((name) => name !== '');
  for (const node of all('a, button, input, select, summary, [tabindex], dialog, [role="img"], [role="group"], section[aria-labelledby]').concat(dialog ? [dialog] : [])) {
    if (!nameOf(node)) {
      problems.push(`no name for ${where(node)}`);
    }
    if (node.tabIndex > 0) {
      problems.push(`tab order forced by ${where(node)}`);
    }
  }
  for (const node of all('button, select, input, summary')) {
    const { width, height } = node.getBoundingClientRect();
    if (Math.min(width, height) < LEAST_TARGET) {
      problems.push(`target of ${width.toFixed(0)} × ${height.toFixed(0)} px: ${where(node)}`);
    }
  }
  for (const node of all('a button, button a, button button, a a')) {
    problems.push(`control inside a control: ${where(node)}`);
  }
  for (const node of scope.querySelectorAll('[aria-labelledby], [aria-controls], [aria-describedby]')) {
    for (const name of ['aria-labelledby', 'aria-controls', 'aria-describedby']) {
      (node.getAttribute(name) ?? '').split(' ').filter(Boolean).filter((id) => !document.getElementById(id)).forEach((id) => problems.push(`${name} of ${where(node)} names #${id}, which is not there`));
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => problems.push(`two elements are called #${id}`));
  let level = dialog ? 1 : 0;
  for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) {
      problems.push(`heading jumps from ${level} to ${next} at ${where(heading)}`);
    }
    level = next;
  }
  if (!document.documentElement.lang) {
    problems.push('the page does not say its language');
  }
  if (document.title.trim() === '') {
    problems.push('the page has no title');
  }
  if (document.scrollingElement.scrollWidth > innerWidth) {
    problems.push(`the page is ${document.scrollingElement.scrollWidth} px wide on a screen of ${innerWidth} px`);
  }
  if (scope.scrollWidth > scope.clientWidth + 1) {
    problems.push(`content of ${scope.scrollWidth} px in ${scope.clientWidth} px`);
  }
  return [...new Set(problems)];
}
