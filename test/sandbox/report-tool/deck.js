/** Second generation: one page that draws everything itself, with the message in a dialog. */
const deck = document.getElementById('deck');

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

async function list() {
  const reports = await (await fetch('/api/reports')).json();
  deck.replaceChildren(
    element('h1', {}, 'All reports'),
    ...reports.map((report) => {
      const button = element('button', { 'data-open': report.id }, report.name);
      button.addEventListener('click', () => void open(report));
      return element('p', {}, button);
    }),
  );
}

async function open(report) {
  history.pushState(null, '', `/reports/${report.id}`);
  const view = element('section', { 'data-report': report.id }, element('h1', {}, report.name));
  view.append(element('dl', {}, element('dt', {}, 'Integration'), element('dd', {}, report.source)));
  deck.replaceChildren(view);
  await run(report, view);
}

async function run(report, view) {
  view.querySelector('[role=dialog]')?.remove();
  const answer = await (await fetch(`/api/reports/${report.id}/run`)).json();
  if (answer.isGood) return view.append(element('p', {}, 'Total income 48,200.00'));
  const button = element('button', {}, 'Refresh Connection');
  const dialog = element(
    'div',
    { role: 'dialog' },
    element('h2', {}, 'Something needs your attention'),
    element('p', {}, 'Authorization failed for ', element('em', {}, report.name)),
    button,
  );
  button.addEventListener('click', () => void refresh(report, view));
  view.append(dialog);
}

async function refresh(report, view) {
  await fetch(`/api/sources/${report.sourceId}/refresh`, { method: 'POST' });
  const said = element('p', { role: 'status' }, 'The connection has been refreshed');
  view.append(said);
  await run(report, view);
  setTimeout(() => said.remove(), 1000);
}

addEventListener('popstate', () => void list());
void list();
