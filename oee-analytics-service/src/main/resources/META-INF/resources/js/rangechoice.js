// The row of ranges, and the form for one of your own in the site's time.

import { element } from './dom.js';
import { RANGES } from './range.js';
import { instantOf, wallClock } from './site.js';

export class RangeChoice {
  #buttons = new Map();
  #form;
  #custom;

  /** chosen(parameters for the address). */
  constructor(root, form, chosen) {
    for (const [name, { label, title }] of Object.entries(RANGES)) {
      const button = element('button', { type: 'button', 'data-range': name, ...(title && { title }) }, label);
      button.addEventListener('click', () => chosen({ range: name }));
      this.#buttons.set(name, button);
    }
    this.#custom = element('button', { type: 'button', 'data-range': 'custom', 'aria-expanded': 'false', 'aria-controls': form.id }, 'Custom');
    this.#custom.addEventListener('click', () => this.#unfold(form.hidden));
    root.append(...this.#buttons.values(), this.#custom);
    this.#buttons.set('custom', this.#custom);
    this.#form = form;
    form.addEventListener('input', () => this.#check());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#check()) {
        chosen({ from: this.#instant('from').toISOString(), to: this.#instant('to').toISOString() });
      }
    });
  }

  /** Marks the range that is shown. */
  show({ name, from, to }) {
    this.#buttons.forEach((button, key) => button.setAttribute('aria-pressed', String(key === name)));
    this.#form.elements.from.value = wallClock(from);
    this.#form.elements.to.value = wallClock(to);
    this.#unfold(name === 'custom');
  }

  #unfold(open) {
    this.#form.hidden = !open;
    this.#custom.setAttribute('aria-expanded', String(open));
  }

  #check() {
    const ordered = this.#instant('from') < this.#instant('to');
    this.#form.elements.to.setCustomValidity(ordered ? '' : 'The end must lie after the beginning.');
    return this.#form.reportValidity();
  }

  #instant(field) {
    return new Date(instantOf(this.#form.elements[field].value));
  }
}
