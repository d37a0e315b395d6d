// The product as it runs in the browser: routes, menus and what its buttons do. Pages are in pages.js, the looks in draw-*.js.
// Plain scripts, served as they stand.
import { drawClassic } from './draw-classic.js';
import { drawRail } from './draw-rail.js';
import { drawTabbed } from './draw-tabbed.js';
import { generations } from './generations.js';
import { bannerOf, partsOf } from './pages.js';
import { singlePage } from './single-page.js';

const shell = document.getElementById('shell');
const page = singlePage(draw);
const looks = { classic: drawClassic, tabbed: drawTabbed, rail: drawRail }[page.data.generation];
const generation = generations[page.data.generation];
const { places, titles } = generation;
const open = { menu: false, picker: false };

const addressOf = (id, user) => places[id][0] + (user ? `?user=${user}` : '');

function isHere(place) {
  const [path, panel] = place.split('?panel=');
  const shown = new URLSearchParams(location.search).get('panel');
  return location.pathname.replace(/\/$/, '') === path && (panel === undefined || panel === shown);
}

/** The page an address stands for; more particular addresses first. */
function findPage() {
  const all = Object.entries(places).flatMap(([id, addresses]) => addresses.map((address) => ({ id, address })));
  return all.sort((one, other) => other.address.length - one.address.length).find(({ address }) => isHere(address))?.id;
}

function run({ go, user, ask, act, leave }) {
  if (leave) location.href = leave;
  if (ask) looks.ask(ask, ports);
  if (act) void page.act(...act);
  if (!go) return;
  Object.assign(open, { menu: false, picker: false });
  page.go(addressOf(go, user));
}

const toggle = (what) => () => {
  open[what] = !open[what];
  draw();
};

const ports = {
  title: '',
  run,
  act: page.act,
  addressOf,
  follow(event, id) {
    event.preventDefault();
    run({ go: id });
  },
  toggleMenu: toggle('menu'),
  togglePicker: toggle('picker'),
};

function draw() {
  const id = findPage();
  const context = { ...generation, data: page.data };
  // Old addresses lead to where the page is now.
  if (id && !isHere(places[id][0]))
    history.replaceState(null, '', addressOf(id, new URLSearchParams(location.search).get('user')) + location.hash);
  ports.title = id ? titles[id] : "We're sorry, we can't find the page you requested.";
  document.title = `QuickBooks | ${ports.title}`;
  const view = {
    ...context,
    page: id,
    banner: bannerOf(context),
    parts: id ? partsOf(id, context, new URLSearchParams(location.search).get('user')) : [],
    isMenuOpen: open.menu,
    isPickerOpen: open.picker,
  };
  shell.replaceChildren(looks.frame(view, ports));
}

draw();
