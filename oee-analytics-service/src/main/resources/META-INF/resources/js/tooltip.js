// One tooltip for the whole page: elements with data-tip show it on hover, focus and tap; charts place it themselves.

import { setText } from './dom.js';

const GAP = 12;

export class Tooltip {
  #node;
  #owner = null;

  constructor(node) {
    this.#node = node;
    const show = (event) => this.#showFor(event.target.closest?.('[data-tip]'));
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    document.addEventListener('pointerdown', show);
    document.addEventListener('focusout', () => this.hide());
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.hide());
    document.addEventListener('scroll', () => this.hide(), { capture: true, passive: true });
  }

  #showFor(owner) {
    if (!owner) {
      if (this.#owner) {
        this.hide();
      }
      return;
    }
    this.#owner = owner;
    const box = owner.getBoundingClientRect();
    this.showAt(owner.dataset.tip, box.left + box.width / 2, box.bottom);
  }

  /** x, y: where on the screen, px. */
  showAt(text, x, y) {
    // a modal dialog lies above everything outside it
    const host = document.querySelector('dialog[open]') ?? document.body;
    if (this.#node.parentNode !== host) {
      host.append(this.#node);
    }
    setText(this.#node, text);
    this.#node.hidden = false;
    const { width, height } = this.#node.getBoundingClientRect();
    const left = Math.min(Math.max(8, x - width / 2), innerWidth - width - 8);
    const below = y + GAP + height < innerHeight;
    this.#node.style.left = `${left}px`;
    this.#node.style.top = `${below ? y + GAP : Math.max(8, y - GAP - height - 16)}px`;
  }

  hide() {
    this.#owner = null;
    this.#node.hidden = true;
  }
}
