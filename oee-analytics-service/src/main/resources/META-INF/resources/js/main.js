// Puts the board together.

import { Detail } from './detail.js';
import { fields } from './dom.js';
import { Filter } from './filter.js';
import { Grid } from './grid.js';
import { Header } from './header.js';
import { me, showWho, whyEmpty } from './login.js';
import { LiveFeed } from './live.js';
import { Plant } from './plant.js';
import { readRoute } from './route.js';
import { learnFrom, synchronise } from './site.js';
import { Summary } from './summary.js';
import { Tooltip } from './tooltip.js';

const page = fields(document.body);
const byId = (id) => document.getElementById(id);

const tooltip = new Tooltip(byId('tooltip'));
const plant = new Plant(render);
const grid = new Grid(byId('lines'), plant, tooltip);
const summary = new Summary(byId('summary'), plant);
const detail = new Detail(byId('detail'), plant, tooltip);
const filter = new Filter({ where: byId('where'), search: byId('search'), chips: byId('chips') }, () => render(new Set(), true));
const feed = new LiveFeed({
  snapshot: (tiles) => {
    learnFrom(tiles);
    plant.replaceAll(tiles);
    byId('loading').hidden = true;
    byId('empty').hidden = tiles.length > 0;
  },
  machines: (tiles) => tiles.forEach((tile) => plant.put(tile)),
  ping: ({ time }) => synchronise(Date.parse(time)),
  heard: () => header.heard(),
  link: (link) => {
    header.link(link);
    if (link.state === 'lost') {
      // a stream does not say why it ended: it may be that the login is over
      me();
    }
    [grid, summary, detail].forEach((part) => part.pause(link.state !== 'live'));
  },
});
const header = new Header(byId('head'), byId('banner'), () => feed.connect());

function render(changed, shapeChanged) {
  const visible = (equipment) => filter.accepts(plant.tile(equipment));
  const machines = plant.machines();
  filter.show(plant);
  grid.update(changed);
  grid.arrange(visible);
  summary.show(filter.path);
  detail.update(changed);
  byId('content').hidden = machines.length === 0;
  byId('empty').hidden = machines.length > 0 || byId('loading').hidden === false;
  byId('nothing').hidden = machines.length === 0 || machines.some(visible);
  if (shapeChanged && readRoute().equipment) {
    detail.follow();
  }
}

async function greet() {
  const who = await me();
  showWho(who, byId('who'));
  byId('noSites').textContent = whyEmpty(who);
  byId('noSites').hidden = !whyEmpty(who);
}

greet();
page.host.textContent = location.hostname;
feed.connect();
detail.follow();
