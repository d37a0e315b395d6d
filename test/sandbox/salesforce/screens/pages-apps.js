const permitted = [
  ['all', 'All users may self-authorize'],
  ['admin_approved', 'Admin approved users are pre-authorized'],
];
const relaxations = [
  ['enforce', 'Enforce IP restrictions'],
  ['relax', 'Relax IP restrictions'],
];
const refreshRules = [
  ['until_revoked', 'Refresh token is valid until revoked'],
  ['at_once', 'Immediately expire refresh token'],
  ['limited', 'Expire refresh token if not used for a time'],
];
const wordsOf = (options, value) => options.find(([key]) => key === value)?.[1] ?? '';

const appsOf = (data, kind) => data.apps.filter((app) => app.isListed && app.kind === kind);

/** Install, block and the way to the policies: what the lists of apps in use offer. */
function usageRow(app, policiesLabel) {
  const act = (what) => ({ what, app: app.id });
  return {
    name: app.name,
    cells: [app.name, `${app.userCount}`],
    actions: [
      app.isInstalled
        ? { label: 'Uninstall', act: act('uninstall') }
        : { label: 'Install', place: `/${app.id}/install` },
      {
        label: app.isBlocked ? 'Unblock' : 'Block',
        switchLabel: 'Blocked',
        isOn: app.isBlocked,
        act: act(app.isBlocked ? 'unblock' : 'block'),
      },
      app.isInstalled && { label: policiesLabel, place: `/${app.id}` },
    ].filter(Boolean),
  };
}

/** Connected Apps OAuth Usage: every app somebody tried to use (facts 2). */
export function usagePage(data) {
  const label = data.layout.setup === 'native' ? 'Manage Policies' : 'Manage App Policies';
  return {
    title: 'Connected Apps OAuth Usage',
    section: 'Connected Apps',
    blocks: [
      {
        kind: 'list',
        looks: 'cards',
        name: 'Connected Apps OAuth Usage',
        columns: ['Connected App', 'User Count'],
        isActionLast: true,
        rows: appsOf(data, 'connected').map((app) => usageRow(app, label)),
        empty: 'No connected apps.',
      },
    ],
  };
}

/** The newer kind of apps has a list of its own, and lists for use and for management read alike here. */
export function externalAppsPage(data, name) {
  const title =
    name === 'ManageExternalClientApplication' ? 'External Client App Manager' : 'External Client Apps OAuth Usage';
  return {
    title,
    blocks: [
      {
        kind: 'list',
        looks: 'cards',
        name: 'External Client Apps',
        columns: ['External Client App', 'User Count'],
        rows: appsOf(data, 'external').map((app) => {
          const row = usageRow(app, 'Edit Policies');
          if (app.settings) row.actions.push({ label: 'Edit Settings', place: `/${app.id}/settings` });
          return row;
        }),
        empty: 'No external client apps.',
      },
    ],
  };
}

/** App Manager, and Manage Connected Apps: installed apps, and those made in this org. */
export function appManagerPage(data, name) {
  const isManager = name === 'NavigationMenus';
  const apps = data.apps.filter((app) => app.kind === 'connected' && (app.isInstalled || app.settings));
  return {
    title: isManager ? 'Lightning Experience App Manager' : 'Connected Apps',
    blocks: [
      {
        kind: 'list',
        name: isManager ? 'Apps' : 'Connected Apps',
        columns: ['App Name', 'App Type'],
        rows: apps.map((app) => ({
          name: app.name,
          cells: [{ text: app.name, place: `/${app.id}` }, 'Connected'],
          actions: [
            app.isInstalled && { label: isManager ? 'Manage' : 'Edit Policies', place: `/${app.id}` },
            app.settings && { label: 'Edit', place: `/${app.id}/settings` },
          ].filter(Boolean),
        })),
        empty: 'No items to display.',
      },
    ],
  };
}

/** One app: its policies, whom they let in, and in its own org its settings. */
export function appPage(data, id, part) {
  const app = data.apps.find((candidate) => candidate.id === id);
  if (!app) return undefined;
  if (part === 'install') return installPage(app);
  if (part === 'e') return policiesForm(data, app);
  if (part === 'profiles') return profilesForm(data, app);
  if (part === 'settings') return app.settings && settingsForm(app);
  const isExternal = app.kind === 'external';
  return {
    title: app.name,
    section: isExternal ? 'External Client App' : 'Connected App Detail',
    blocks: [
      {
        kind: 'detail',
        name: 'OAuth Policies',
        fields: [
          ['Permitted Users', wordsOf(permitted, app.permittedUsers)],
          ['IP Relaxation', wordsOf(relaxations, app.ipRelaxation)],
          ['Refresh Token Policy', wordsOf(refreshRules, app.refresh)],
        ],
        buttons: [{ label: isExternal ? 'Edit' : 'Edit Policies', place: `/${id}/e` }],
      },
      {
        kind: 'list',
        name: 'Profiles',
        columns: ['Profile'],
        rows: app.profiles.map((name) => ({ name, cells: [name], actions: [] })),
        buttons: isExternal ? [] : [{ label: 'Manage Profiles', place: `/${id}/profiles` }],
        empty: 'No records to display',
      },
      ...(app.settings ? [settingsDetail(app)] : []),
    ],
  };
}

const settingsDetail = (app) => ({
  kind: 'detail',
  name: 'API (Enable OAuth Settings)',
  fields: [
    ['Consumer Key', app.settings.key],
    ['Callback URL', app.settings.callbacks.join('\n')],
    ['Require Secret for Web Server Flow', app.settings.wantsSecret],
  ],
  buttons: [{ label: 'Edit Settings', place: `/${app.id}/settings` }],
});

const installPage = (app) => ({
  title: `Install ${app.name}`,
  section: 'Connected App',
  note: 'Installing the app lets you manage who can use it and for how long.',
  blocks: [
    {
      kind: 'form',
      name: app.name,
      fields: [],
      act: { what: 'install', app: app.id },
      save: 'Install',
      back: app.kind === 'external' ? '/setup/ExternalClientApplicationOauthUsage' : '/setup/ConnectedAppsUsage',
    },
  ],
});

const profileChecks = (data, app, label) => ({
  kind: 'checks',
  name: 'profiles',
  label,
  options: data.profiles.map(({ name }) => [name, name, app.profiles.includes(name)]),
});

const policiesForm = (data, app) => ({
  title: app.name,
  section: 'Edit Policies',
  blocks: [
    {
      kind: 'form',
      name: 'OAuth Policies',
      fields: [
        {
          kind: 'select',
          name: 'permittedUsers',
          label: 'Permitted Users',
          value: app.permittedUsers,
          options: permitted,
        },
        { kind: 'select', name: 'ipRelaxation', label: 'IP Relaxation', value: app.ipRelaxation, options: relaxations },
        { kind: 'select', name: 'refresh', label: 'Refresh Token Policy', value: app.refresh, options: refreshRules },
        ...(app.kind === 'external' ? [profileChecks(data, app, 'Select Profiles')] : []),
      ],
      act: { what: 'save_policies', app: app.id, ...(app.kind === 'external' ? { withProfiles: 'true' } : {}) },
      save: 'Save',
      back: `/${app.id}`,
    },
  ],
});

const profilesForm = (data, app) => ({
  title: app.name,
  section: 'Application Profile Assignment',
  blocks: [
    {
      kind: 'form',
      name: 'Profiles',
      fields: [profileChecks(data, app, 'Select Profiles')],
      act: { what: 'save_app_profiles', app: app.id },
      save: 'Save',
      back: `/${app.id}`,
    },
  ],
});

const settingsForm = (app) => ({
  title: app.name,
  section: app.kind === 'external' ? 'External Client App Settings' : 'Connected App Edit',
  blocks: [
    {
      kind: 'form',
      name: 'API (Enable OAuth Settings)',
      fields: [
        { kind: 'area', name: 'callbacks', label: 'Callback URL', value: app.settings.callbacks.join('\n') },
        {
          kind: 'check',
          name: 'wantsSecret',
          label: 'Require Secret for Web Server Flow',
          isOn: app.settings.wantsSecret,
        },
      ],
      act: { what: 'save_app', app: app.id },
      save: 'Save',
      back: `/${app.id}`,
    },
  ],
});
