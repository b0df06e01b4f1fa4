// The head of the page: link to the service, freshness, clock, theme.

import { fields, setAttribute, setText } from './dom.js';
import { clock, duration, zoneName } from './format.js';
import { now } from './site.js';

const THEMES = { system: 'System', light: 'Light', dark: 'Dark' };
const KEY = 'oee-board-theme';
const LINKS = { connecting: 'Connecting', live: 'Live', lost: 'Offline' };

export class Header {
  #fields;
  #link = { state: 'connecting' };
  #lastHeard = null;

  constructor(root, banner, retry) {
    this.#fields = { ...fields(root), ...fields(banner), banner };
    this.#fields.theme.addEventListener('click', () => this.#nextTheme());
    this.#fields.retry.addEventListener('click', retry);
    this.#showTheme();
    setInterval(() => this.tick(), 1000);
    this.tick();
  }

  heard() {
    const first = this.#lastHeard === null;
    this.#lastHeard = Date.now();
    if (first) {
      this.tick();
    }
  }

  link(link) {
    this.#link = link;
    document.body.dataset.link = link.state;
    setText(this.#fields.link, LINKS[link.state]);
    this.#fields.banner.hidden = link.state !== 'lost';
    this.tick();
  }

  tick() {
    const f = this.#fields;
    setText(f.clock, clock(now()));
    setText(f.zone, zoneName(now()));
    const age = this.#lastHeard === null ? null : Date.now() - this.#lastHeard;
    setText(f.freshness, age === null ? 'no data yet' : age < 2000 ? 'updated just now' : `updated ${duration(age)} ago`);
    if (this.#link.state === 'lost') {
      const asOf = this.#lastHeard === null ? '' : `What you see is as of ${clock(this.#lastHeard + now() - Date.now())}. `;
      const wait = Math.max(0, Math.ceil((this.#link.retryAt - Date.now()) / 1000));
      setText(f.bannerText, `${asOf}Next try ${wait > 0 ? `in ${wait} s` : 'now'}.`);
    }
  }

  #nextTheme() {
    const names = Object.keys(THEMES);
    const next = names[(names.indexOf(this.#theme()) + 1) % names.length];
    if (next === 'system') {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, next);
    }
    setAttribute(document.documentElement, 'data-theme', next === 'system' ? null : next);
    this.#showTheme();
  }

  #theme() {
    return document.documentElement.dataset.theme ?? 'system';
  }

  #showTheme() {
    setText(this.#fields.themeName, THEMES[this.#theme()]);
    setAttribute(this.#fields.theme, 'aria-label', `Colours: ${THEMES[this.#theme()].toLowerCase()}. Change`);
  }
}
