// The rolled-up OEE of what is shown, for the production day so far.

import { oee, WHOLE_PLANT } from './api.js';
import { fields, setAttribute, setText } from './dom.js';
import { missing } from './explain.js';
import { count, percentNumber, shortName, time } from './format.js';
import { showRatio } from './ratio.js';
import { Refresher } from './refresher.js';
import { linkTo } from './route.js';
import { now } from './site.js';

export class Summary {
  #fields;
  #plant;
  #path = null;
  #refresher = new Refresher({ load: (path) => this.#load(path), period: 15_000, gap: 3000 });

  constructor(root, plant) {
    this.#fields = fields(root);
    this.#plant = plant;
  }

  /** path: a group or line, '' = all groups. */
  show(path) {
    if (path === this.#path) {
      this.#refresher.touch(path);
      return;
    }
    this.#refresher.hide(this.#path);
    this.#path = path;
    this.#refresher.show(path);
  }

  pause(paused) {
    this.#refresher.pause(paused);
  }

  async #load(path) {
    const dayStart = this.#plant.dayStart(path);
    if (dayStart === undefined) {
      return;
    }
    const range = { from: Math.min(dayStart, now() - 1000), to: now() };
    const result = await oee(path === '' ? WHOLE_PLANT : path, range);
    if (path === this.#path) {
      this.#draw(path, result, range);
    }
  }

  #draw(path, result, range) {
    const f = this.#fields;
    const why = missing(result);
    setText(f.title, path === '' ? 'Whole plant' : shortName(path));
    const groups = this.#plant.groups();
    const target = path === '' && groups.length === 1 ? groups[0] : path;
    setAttribute(f.title, 'href', target === '' ? null : linkTo(target));
    setText(f.period, `since ${time(range.from)}`);
    setText(f.oee, percentNumber(result.oee));
    setText(f.oeeUnit, result.oee === null ? '' : '%');
    setText(f.oeeWhy, why.oee ?? '');
    setAttribute(f.oeeBox, 'data-tip', why.oee);
    for (const name of ['availability', 'performance', 'quality']) {
      showRatio(f[name], result[name], why[name]);
    }
    setText(f.good, count(result.goodCount));
    setText(f.rejects, count(result.rejectCount));
    document.title = `${result.oee === null ? 'OEE' : `${percentNumber(result.oee)} %`} · ${path === '' ? 'Plant' : shortName(path)}`;
  }
}
