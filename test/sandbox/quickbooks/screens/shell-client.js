// The product shell as it runs in the browser: routes, pages and their buttons. Plain script, served as it stands.
(() => {
  const shell = document.getElementById('shell');
  let data = JSON.parse(document.getElementById('shell-data').textContent);
  let isMenuOpen = false;

  /** h('button.plain', { onclick }, 'text', child…) */
  function h(kind, attributes, ...children) {
    const [tag, ...classes] = kind.split('.');
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(' ');
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== false && child !== undefined));
    return element;
  }

  function go(path) {
    isMenuOpen = false;
    history.pushState(null, '', path);
    draw();
  }

  async function act(path, values) {
    await fetch(path, { method: 'POST', body: new URLSearchParams(values) });
    data = await (await fetch('/_shell/data')).json();
    draw();
  }

  const link = (route, attributes) =>
    h('button', { type: 'button', onclick: () => go(route.path), ...attributes }, route.name);

  function side() {
    const shown = routes.filter((route) => route.place === 'side');
    const mark = (route) => ({ 'aria-current': route === current() ? 'page' : undefined });
    return h('nav.qb-side', { 'aria-label': 'Main' }, ...shown.map((route) => link(route, mark(route))));
  }

  function top() {
    const toggle = () => {
      isMenuOpen = !isMenuOpen;
      draw();
    };
    const menu = routes.filter((route) => route.place === 'gear' && (!route.isForAdmins || data.me.isAdmin));
    return h(
      'header.qb-top',
      null,
      h('h2', { 'data-testid': 'company-name' }, data.company.name),
      h(
        'button.plain',
        { type: 'button', 'data-testid': 'settings-gear', 'aria-label': 'Settings', onclick: toggle },
        '⚙',
      ),
      isMenuOpen && h('div.qb-menu', { role: 'menu' }, ...menu.map((route) => link(route, { role: 'menuitem' }))),
    );
  }

  const cell = (...children) => h('td', null, ...children);
  const section = (title, ...children) => h('section', null, title && h('h3', null, title), ...children);
  const facts = (rows) =>
    h('table', null, ...rows.map(([name, value]) => h('tr', null, h('th', { scope: 'row' }, name), cell(value))));

  const home = () =>
    section(
      'Business overview',
      facts([
        ['Profit and loss', '24,310.55'],
        ['Bank accounts', '8,140.00'],
      ]),
    );
  const reports = () =>
    section(
      'Favorites',
      facts([
        ['Profit and Loss', 'Run'],
        ['Balance Sheet', 'Run'],
      ]),
    );
  const auditLog = () => section('', facts([['Today', `${data.me.name} signed in`]]));
  const company = () =>
    section(
      'Company',
      facts([
        ['Company name', data.company.name],
        ['Company ID', data.company.realmId],
      ]),
    );

  function apps() {
    const rows = data.apps.map((app) =>
      h(
        'tr',
        { 'data-testid': 'connected-app', 'data-app-name': app.name },
        cell(app.name, h('div.soft', null, app.by === undefined ? '' : `Connected by ${app.by}`)),
        cell(
          h('button.small.plain', { type: 'button' }, 'Launch'),
          h(
            'button.small.plain',
            { type: 'button', 'data-testid': 'disconnect-app', onclick: () => confirmDisconnect(app) },
            'Disconnect',
          ),
        ),
      ),
    );
    const tabs = h('p', null, h('strong', null, 'Overview'), ' · Find apps');
    return section('My apps', tabs, rows.length > 0 ? h('table', null, ...rows) : h('p.soft', null, 'No apps yet.'));
  }

  /** A dialog whose first button does something and whose second does nothing. */
  function ask(title, content, button, run) {
    const confirm = () => {
      dialog.remove();
      run();
    };
    const dialog = h(
      'dialog',
      null,
      h('h3', null, title),
      content,
      h('button', { type: 'button', 'data-testid': 'dialog-confirm', onclick: confirm }, button),
      h('button.plain', { type: 'button', onclick: () => dialog.remove() }, 'Cancel'),
    );
    document.body.append(dialog);
    dialog.showModal();
  }

  function confirmDisconnect(app) {
    const why = h(
      'label',
      null,
      'Why are you disconnecting?',
      h('select', null, h('option', null, 'I no longer need it')),
    );
    ask(`Disconnect ${app.name}`, why, 'Disconnect', () => void act('/_shell/disconnect', { id: app.id }));
  }

  const roleNames = {
    primary_admin: 'Primary admin',
    company_admin: 'Company admin',
    standard: 'Standard all access',
    reports_only: 'Reports only',
    time_tracking: 'Time tracking only',
  };

  function userRow(user) {
    const role = h(
      'select',
      { 'aria-label': `Role of ${user.name}`, 'data-testid': 'role-select', disabled: user.role === 'primary_admin' },
      ...Object.entries(roleNames).map(([id, name]) => h('option', { value: id, selected: id === user.role }, name)),
    );
    const save = () => act('/_shell/role', { id: user.id, role: role.value });
    return h(
      'tr',
      { 'data-testid': 'user-row', 'data-user-email': user.email },
      cell(user.name, h('div.soft', null, user.email)),
      cell(role),
      cell(h('button.small.plain', { type: 'button', 'data-testid': 'save-role', onclick: save }, 'Save')),
    );
  }

  function users() {
    const email = h('input', { type: 'email', 'aria-label': 'Email', 'data-testid': 'invite-email' });
    const send = () => act('/_shell/invite', { email: email.value, role: 'company_admin' });
    const invite = () => ask('Add user', h('label', null, 'Email', email), 'Send invitation', () => void send());
    return section(
      'Users',
      h('table', { 'data-testid': 'users-table' }, ...data.users.map(userRow)),
      h('button', { type: 'button', 'data-testid': 'add-user', onclick: invite }, 'Add user'),
    );
  }

  function billing() {
    const rows = [
      ['Company ID', data.company.realmId],
      ['Plan', data.company.plan],
      ['Status', data.company.subscription],
      ['Payment method', 'Visa ending in 0000'],
    ];
    const renew = () => act('/_shell/renew', {});
    return section(
      '',
      facts(rows),
      data.me.isPrimary && h('button', { type: 'button', 'data-testid': 'renew', onclick: renew }, 'Subscribe'),
    );
  }

  const panelIs = (name) => new URLSearchParams(location.search).get('panel') === name;
  const routes = [
    { path: '/app/homepage', name: 'Home', draw: home, place: 'side' },
    { path: '/app/reportlist', name: 'Reports', draw: reports, place: 'side' },
    { path: '/app/apps', name: 'Apps', draw: apps, place: 'side' },
    { path: '/app/apps/myapps', name: 'Apps', draw: apps },
    { path: '/app/settings?panel=company', name: 'Account and settings', draw: company, place: 'gear' },
    { path: '/app/settings/users', name: 'Manage users', draw: users, place: 'gear', isForAdmins: true },
    { path: '/app/settings?panel=billing', name: 'Subscriptions and billing', draw: billing, place: 'gear' },
    { path: '/app/auditlog', name: 'Audit log', draw: auditLog, place: 'gear' },
  ];
  const notFound = { path: '', name: "We're sorry, we can't find the page you requested.", draw: () => h('p') };

  const isCurrent = ({ path }) => {
    const [pathname, panel] = path.split('?panel=');
    return location.pathname.replace(/\/$/, '') === pathname && (panel === undefined || panelIs(panel));
  };
  const current = () => routes.find(isCurrent) ?? notFound;

  function draw() {
    const route = current();
    document.title = `QuickBooks | ${route.name}`;
    const page = h('main.qb-page', null, h('h1', { 'data-testid': 'page-title' }, route.name), route.draw());
    shell.replaceChildren(h('div.qb-shell', null, side(), h('div', null, top(), page)));
  }

  window.addEventListener('popstate', draw);
  draw();
})();
