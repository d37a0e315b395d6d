// The classic Setup pages inside Lightning's frame, with buttons that change the org.
(() => {
  const root = document.getElementById('classic');
  let data = JSON.parse(document.getElementById('org-data').textContent);

  function h(kind, attributes, ...children) {
    const [tag, ...classes] = kind.split('.');
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(' ');
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== false));
    return element;
  }

  const cell = (...children) => h('td', null, ...children);

  function table(columns, rows) {
    return h('table', null, h('tr', null, ...columns.map((name) => h('th', { scope: 'col' }, name))), ...rows);
  }

  async function act(values) {
    await fetch('/_classic/act', { method: 'POST', body: new URLSearchParams(values) });
    data = await (await fetch('/_classic/data')).json();
    draw();
  }

  function button(words, values, hook) {
    const isOpen = data.me.isAdmin;
    return h(
      'button.small.plain',
      { type: 'button', 'data-hook': hook, disabled: !isOpen, onclick: () => void act(values) },
      words,
    );
  }

  function usage() {
    const rows = data.apps.map((app) =>
      h(
        'tr',
        { 'data-app': app.name },
        cell(app.name, h('div.soft', null, `${app.userCount} users`)),
        cell(
          app.isInstalled
            ? button('Uninstall', { what: 'uninstall', app: app.id }, 'uninstall')
            : button('Install', { what: 'install', app: app.id }, 'install'),
          app.isBlocked
            ? button('Unblock', { what: 'unblock', app: app.id }, 'unblock')
            : button('Block', { what: 'block', app: app.id }, 'block'),
        ),
        cell(app.isInstalled && policies(app)),
      ),
    );
    return rows.length > 0
      ? table(['Connected App', 'Actions', 'Manage App Policies'], rows)
      : h('p', null, 'No apps.');
  }

  function policies(app) {
    const change = (event) => act({ what: 'permit', app: app.id, value: event.target.value });
    const option = (value, words) => h('option', { value, selected: value === app.permittedUsers }, words);
    return h(
      'select',
      {
        'aria-label': `Permitted Users of ${app.name}`,
        'data-hook': 'permitted-users',
        disabled: !data.me.isAdmin,
        onchange: (event) => void change(event),
      },
      option('all', 'All users may self-authorize'),
      option('admin_approved', 'Admin approved users are pre-authorized'),
    );
  }

  function users() {
    const rows = data.users.map((user) =>
      h(
        'tr',
        { 'data-user': user.username },
        cell(user.name, h('div.soft', null, user.username)),
        cell(user.profile),
        cell(
          user.isActive
            ? button('Deactivate', { what: 'deactivate', user: user.id }, 'deactivate')
            : button('Activate', { what: 'activate', user: user.id }, 'activate'),
        ),
        cell(
          user.hasApi
            ? button('Take API Enabled', { what: 'take_api', user: user.id }, 'take-api')
            : button('Give API Enabled', { what: 'give_api', user: user.id }, 'give-api'),
        ),
      ),
    );
    return table(['Full Name', 'Profile', 'Active', 'Permissions'], rows);
  }

  function history() {
    const rows = data.loginHistory.map(({ at, username, status }) =>
      h('tr', null, cell(at), cell(username), cell(status)),
    );
    return table(['Login Time', 'Username', 'Status'], rows);
  }

  function addresses() {
    return h(
      'div',
      null,
      h('p', null, data.org.isIpRestricted ? 'Only the office is trusted.' : 'All addresses are trusted.'),
      data.org.isIpRestricted
        ? button('Delete range', { what: 'open_network' }, 'open-network')
        : button('New trusted range', { what: 'close_network' }, 'close-network'),
    );
  }

  function company() {
    const rows = [
      ['Organization Name', data.org.name],
      ['Organization Edition', data.org.edition],
      ['Organization ID', data.org.id.slice(0, 15)],
      ['Instance', data.org.instance],
    ];
    return h(
      'table',
      null,
      ...rows.map(([name, value]) => h('tr', null, h('th', { scope: 'row' }, name), cell(value))),
    );
  }

  function manager() {
    const rows = data.apps.map((app) =>
      h('tr', null, cell(app.name), cell(app.isInstalled ? 'Installed' : 'Not installed')),
    );
    return table(['App Name', 'State'], rows);
  }

  const pages = {
    ConnectedAppsUsage: usage,
    NavigationMenus: manager,
    ManageExternalClientApplication: manager,
    ManageUsers: users,
    PermSets: users,
    OrgLoginHistory: history,
    NetworkAccess: addresses,
    SecuritySession: addresses,
    CompanyProfileInfo: company,
  };

  function draw() {
    root.replaceChildren(pages[root.dataset.page]());
  }

  draw();
})();
