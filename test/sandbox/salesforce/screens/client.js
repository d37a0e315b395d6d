// Lightning as it runs in the browser: header, app navigation, Setup tree and routes. Classic Setup pages stand in a frame.
(() => {
  const root = document.getElementById('auraApp');
  const data = JSON.parse(document.getElementById('org-data').textContent);

  const pages = [
    { name: 'ConnectedAppsUsage', title: 'Connected Apps OAuth Usage' },
    { name: 'NavigationMenus', title: 'Lightning Experience App Manager' },
    { name: 'ManageExternalClientApplication', title: 'External Client App Manager' },
    { name: 'ManageUsers', title: 'Users' },
    { name: 'PermSets', title: 'Permission Sets' },
    { name: 'OrgLoginHistory', title: 'Login History' },
    { name: 'NetworkAccess', title: 'Network Access' },
    { name: 'SecuritySession', title: 'Session Settings' },
    { name: 'CompanyProfileInfo', title: 'Company Information' },
  ];

  function h(kind, attributes, ...children) {
    const [tag, ...classes] = kind.split('.');
    const element = document.createElement(tag);
    if (classes.length > 0) element.className = classes.join(' ');
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== false));
    return element;
  }

  function go(path) {
    history.pushState(null, '', path);
    draw();
  }

  const link = (kind, path, words) => h(kind, { type: 'button', onclick: () => go(path) }, words);

  function header() {
    return h(
      'header.slds-global-header',
      { role: 'banner' },
      h('span.slds-global-header__logo', null, 'Salesforce'),
      h('span.slds-spacer'),
      link('button.small.plain', '/lightning/setup/SetupOneHome/home', 'Setup'),
      h('span.soft', { class: 'profile-name' }, data.me.name),
    );
  }

  function appBar(isSetup) {
    const tabs = ['Home', 'Accounts', 'Contacts', 'Opportunities', 'Orders', 'Products'];
    return h(
      'nav.slds-context-bar',
      { 'aria-label': 'App' },
      h('span.slds-context-bar__app-name', null, isSetup ? 'Setup' : data.org.name),
      ...(isSetup ? [] : tabs.map((tab) => link('button', pathOf(tab), tab))),
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

  function setup(page) {
    const tree = h(
      'nav.setup-tree',
      { 'aria-label': 'Setup' },
      ...pages.map(({ name, title }) => link('button', `/lightning/setup/${name}/home`, title)),
    );
    const body = page
      ? h('iframe', { title: page.title, src: `/_classic/${page.name}` })
      : h('p.soft', null, data.me.isAdmin ? 'Choose a page.' : 'You need an admin for most of these pages.');
    return h(
      'div.oneSetup',
      null,
      tree,
      h(
        'div',
        null,
        h('div.slds-page-header', null, h('h1.slds-page-header__title', null, page ? page.title : 'Setup Home')),
        body,
      ),
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
    const setupName = /^\/lightning\/setup\/([^/]+)/.exec(location.pathname)?.[1];
    const page = pages.find(({ name }) => name === setupName);
    document.title = `${page ? page.title : setupName ? 'Setup' : 'Home'} | Salesforce`;
    root.replaceChildren(header(), appBar(setupName !== undefined), setupName === undefined ? product() : setup(page));
  }

  addEventListener('popstate', draw);
  draw();
})();
