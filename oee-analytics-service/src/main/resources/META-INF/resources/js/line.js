// A line: its heading with the rolled-up OEE, and the tiles of its machines.

import { clone, fields, setAttribute, setText } from './dom.js';
import { missing } from './explain.js';
import { percent, shortName } from './format.js';
import { linkTo } from './route.js';

export class Line {
  #fields;

  constructor(path) {
    this.root = clone('line');
    this.root.dataset.line = path;
    this.#fields = fields(this.root);
    const [group, node] = path.split('/');
    setText(this.#fields.group, node ? group : '');
    setText(this.#fields.name, shortName(path));
    setAttribute(this.#fields.name, 'href', linkTo(path));
    setAttribute(this.#fields.name, 'title', path);
  }

  get tiles() {
    return this.#fields.tiles;
  }

  showResult(result) {
    const why = missing(result);
    for (const name of ['oee', 'availability', 'performance', 'quality']) {
      const node = this.#fields[name];
      setText(node, percent(result[name]));
      setAttribute(node.parentNode, 'data-tip', why[name]);
    }
  }
}
