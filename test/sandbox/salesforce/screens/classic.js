// A classic page: in the frame of Lightning, or alone with Salesforce Classic around it.
import { h, readJson } from './dom.js';
import { drawClassic } from './draw-classic.js';
import { pageAt, setupPages } from './pages.js';
import { press } from './press.js';

const root = document.getElementById('root');
const isFramed = window !== window.parent;
let data = readJson('org-data');

/** In a frame it is Lightning's address that changes; it loads the frame anew. */
function go(place) {
  if (isFramed) parent.postMessage({ place }, location.origin);
  else location.assign(place);
}

const ports = {
  go,
  async press(values, place) {
    data = await press(values);
    if (place !== undefined && place !== location.pathname) go(place);
    else draw();
  },
};

function tabs() {
  const names = ['Home', 'Accounts', 'Contacts', 'Opportunities'];
  return h(
    'div.zen-head',
    null,
    h('span.appName', null, data.org.name),
    ...names.map((name) => h('a.zen-tab', { href: '/home/home.jsp' }, name)),
    h('span.slds-spacer'),
    h('span.soft', null, data.me.name),
    data.me.maySetup && h('a.setupLink', { href: '/setup/ManageUsers' }, 'Setup'),
  );
}

const sidebar = () =>
  h(
    'nav.setupNav',
    { 'aria-label': 'Setup' },
    ...setupPages.filter(({ isNew }) => !isNew).map(({ name, title }) => h('a', { href: `/setup/${name}` }, title)),
  );

function draw() {
  const place = location.pathname + location.search;
  const isHome = location.pathname.startsWith('/home/');
  const page = isHome ? { title: 'Home', section: data.org.name, blocks: [] } : pageAt(place, data);
  document.title = `${page.title} ~ Salesforce`;
  const body = drawClassic(page, { ...ports, isAdmin: data.me.isAdmin });
  if (isFramed) root.replaceChildren(body);
  else root.replaceChildren(tabs(), h('div.classicSetup', null, !isHome && data.me.maySetup && sidebar(), body));
}

draw();
