// Lightning as it runs in the browser: header, app navigation, Setup's tree and routes. Setup's pages are classic ones in a
// frame, or drawn here.
import { h, readJson } from './dom.js';
import { drawNative } from './draw-native.js';
import { nameOf, pageAt, setupPages } from './pages.js';
import { press } from './press.js';

const root = document.getElementById('root');
let data = readJson('org-data');

/** Lightning's address of a place in Setup. */
function addressOf(place) {
  const name = nameOf(place);
  if (place === `/setup/${name}`) return `/lightning/setup/${name}/home`;
  return `/lightning/setup/${name}/page?address=${encodeURIComponent(place)}`;
}

/** The place in Setup an address stands for; undefined in the rest of the product. */
function placeHere() {
  const name = /^\/lightning\/setup\/(\w+)/.exec(location.pathname)?.[1];
  return name && (new URLSearchParams(location.search).get('address') ?? `/setup/${name}`);
}

function goTo(path) {
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  draw();
}

const ports = {
  go: (place) => goTo(addressOf(place)),
  async press(values, place) {
    data = await press(values);
    if (place === undefined) draw();
    else ports.go(place);
  },
};

const link = (kind, path, words) => h(kind, { type: 'button', onclick: () => goTo(path) }, words);

function header() {
  return h(
    'header.slds-global-header',
    { role: 'banner' },
    h('span.slds-global-header__logo', null, 'Salesforce'),
    h('span.slds-spacer'),
    data.me.maySetup && link('button.small.plain', '/lightning/setup/SetupOneHome/home', 'Setup'),
    h('span.soft', { class: 'profile-name' }, data.me.name),
  );
}

const objects = {
  Accounts: 'Account',
  Contacts: 'Contact',
  Opportunities: 'Opportunity',
  Orders: 'Order',
  Products: 'Product2',
};
const pathOf = (tab) => (objects[tab] ? `/lightning/o/${objects[tab]}/list` : '/lightning/page/home');

function appBar(isSetup) {
  const tabs = isSetup ? [] : ['Home', ...Object.keys(objects)];
  return h(
    'nav.slds-context-bar',
    { 'aria-label': 'App' },
    h('span.slds-context-bar__app-name', null, isSetup ? 'Setup' : data.org.name),
    ...tabs.map((tab) => link('button', pathOf(tab), tab)),
  );
}

/** External client apps have no classic page: Lightning draws theirs in either layout. */
function isDrawnHere(place) {
  const id = /^\/(0H4\w+)/.exec(place)?.[1];
  const isExternal = data.apps.some((app) => app.id === id && app.kind === 'external');
  const isNew = setupPages.some(({ name, isNew: isOfNewKind }) => isOfNewKind && place === `/setup/${name}`);
  return data.layout.setup === 'native' || isExternal || isNew;
}

/** The frame of a classic page, as deep in Lightning's own elements as there (its shadow roots are played ones there too). */
const classicFrame = (title, place) =>
  h('force-aloha-page', null, h('div.iframe-parent', null, h('iframe', { title, src: place })));

function setup(place) {
  const tree = h(
    'nav.setup-tree',
    { 'aria-label': 'Setup' },
    ...setupPages.map(({ name, title }) => link('button', `/lightning/setup/${name}/home`, title)),
  );
  const name = nameOf(place);
  const known = setupPages.find((page) => page.name === name);
  const heading = (words) =>
    h('div.slds-page-header', null, h('h1.slds-page-header__title', null, h('span', null, words)));
  if (!data.me.maySetup || isDrawnHere(place)) {
    const page = pageAt(place, data);
    const body = drawNative(page, { ...ports, isAdmin: data.me.isAdmin });
    return h('div.oneSetup', null, data.me.maySetup && tree, body);
  }
  if (!known) return h('div.oneSetup', null, tree, heading('Setup Home'));
  return h(
    'div.oneSetup',
    null,
    tree,
    h('div', null, heading(known.title), h('div.oneAlohaPage', null, classicFrame(known.title, place))),
  );
}

function product() {
  const object = /^\/lightning\/o\/([^/]+)/.exec(location.pathname)?.[1];
  const rows = object ? (data.records[object] ?? []) : [];
  return h(
    'main.wide',
    null,
    h('h1', null, object ?? 'Home'),
    rows.length > 0
      ? h('table', null, ...rows.map((row) => h('tr', null, h('td', null, row))))
      : h('p.soft', null, `${data.org.name} · ${data.org.edition}`),
  );
}

function draw() {
  const place = placeHere();
  const known = place && setupPages.find(({ name }) => name === nameOf(place));
  document.title = `${known ? known.title : place ? 'Setup' : 'Home'} | Salesforce`;
  root.replaceChildren(header(), appBar(place !== undefined), place === undefined ? product() : setup(place));
}

addEventListener('popstate', draw);
addEventListener('message', (event) => {
  if (event.origin === location.origin && typeof event.data.place === 'string') ports.go(event.data.place);
});
draw();
