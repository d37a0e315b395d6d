// The product as it runs in the browser: routes, menus and what its buttons do. Pages are in pages.js, the looks in draw-*.js.
// Plain scripts, served as they stand.
import { h } from './dom.js';
import { drawCards } from './draw-cards.js';
import { drawClassic } from './draw-classic.js';
import { drawTable } from './draw-table.js';
import { generations } from './generations.js';
import { bannerOf, partsOf } from './pages.js';
import { singlePage } from './single-page.js';

const shell = document.getElementById('shell');
const page = singlePage(draw);
const looks = { classic: drawClassic, table: drawTable, cards: drawCards }[page.data.generation];
const generation = generations[page.data.generation];
const { places, titles } = generation;
let isMenuOpen = false;

const pathOf = (place) => place.replace(/^base/, `/app/${page.data.organisation.shortCode}`);
const addressOf = (id, user) => pathOf(places[id][0]) + (user ? `?user=${user}` : '');
const same = (path) => path.replace(/\/$/, '').toLowerCase();
const isHere = (place) => same(pathOf(place)) === same(location.pathname);
const findPage = () => Object.keys(places).find((id) => places[id].some(isHere)) ?? 'home';

function run({ go, user, ask, act }) {
  if (ask) looks.ask(ask, ports);
  if (act) void page.act(...act);
  if (!go) return;
  isMenuOpen = false;
  page.go(addressOf(go, user));
}

const ports = {
  title: '',
  run,
  act: page.act,
  addressOf,
  link(id, label, isCurrent) {
    const follow = (event) => {
      event.preventDefault();
      run({ go: id });
    };
    return h('a', { href: addressOf(id), 'aria-current': isCurrent ? 'page' : undefined, onclick: follow }, label);
  },
  toggleMenu() {
    isMenuOpen = !isMenuOpen;
    draw();
  },
};

function draw() {
  const id = findPage();
  const nameOf = (page) => titles[page];
  const context = { ...generation, data: page.data, nameOf };
  const { search, hash } = location;
  // Old addresses lead to where the page is now.
  if (places[id].some(isHere) && !isHere(places[id][0])) history.replaceState(null, '', addressOf(id) + hash);
  ports.title = titles[id];
  document.title = `Xero | ${ports.title} | ${page.data.organisation.name}`;
  const parts = partsOf(id, context, new URLSearchParams(search).get('user'));
  shell.replaceChildren(looks.frame({ ...context, page: id, banner: bannerOf(context), parts, isMenuOpen }, ports));
}

draw();
