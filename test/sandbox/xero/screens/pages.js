// What each page holds, the same in all generations; how it looks is up to them. Actions say what they do: `go` to a page,
// `ask` first with a form, or `act` at once.

const home = () =>
  [
    ['Business Account', '24,310.55'],
    ['Invoices owed to you', '8,140.00'],
    ['Bills you need to pay', '3,925.20'],
  ].map(([title, amount]) => ({ kind: 'figure', title, amount }));

const invoices = () => [
  {
    kind: 'list',
    rows: [1, 2, 4, 5, 7, 8].map((number) => ({ name: `INV-000${number}`, cells: [`${number * 110}.00`] })),
  },
];

const contacts = () => [
  {
    kind: 'list',
    rows: ['Aster Floristry', 'Blue Heron Cafe', 'Corner Print Works', 'Dune Road Motors'].map((name) => ({ name })),
  },
];

const settings = ({ nameOf, settings: pages }) => [
  { kind: 'links', links: pages.map((id) => ({ label: nameOf(id), go: id })) },
];

const company = ({ data }) => [
  {
    kind: 'facts',
    rows: [
      ['Name', data.organisation.name],
      ['Country', data.organisation.country],
      ['Short code', data.organisation.shortCode],
    ],
  },
];

const optionsOf = ({ data, roles }) => data.roles.map((id) => [id, roles[id]]);

/** What may be set for a person: the fields, and the button that saves them. */
const permissionsOf = (context, { id, name, email, role, canSeeReports }) => ({
  title: context.titles.user ?? name,
  text: `${name} (${email})`,
  fields: [
    { name: 'role', label: context.words.role, value: role, options: optionsOf(context), about: name },
    { name: 'reports', label: context.words.reports, isOn: canSeeReports, about: name },
  ],
  submit: context.words.saveUser,
  act: ['/_shell/permissions', { id }],
});

const invitation = (context) => ({
  title: context.words.addUser,
  fields: [
    { name: 'email', label: context.words.email, type: 'email' },
    { name: 'role', label: context.words.role, value: 'STANDARD', options: optionsOf(context) },
    { name: 'reports', label: context.words.reports, isOn: true },
  ],
  submit: context.words.sendInvite,
  act: ['/_shell/invite', {}],
});

function users(context) {
  const { data, words, roles, places } = context;
  const mayChange = data.me.canManageUsers;
  const rights = ({ role, canSeeReports }) => [roles[role], canSeeReports ? 'Yes' : 'No'];
  const row = (user) => {
    const form = permissionsOf(context, user);
    const note = `${user.email}${user.isSubscriber ? ' · Subscriber' : ''}`;
    const shown = { name: user.name, note, hook: { 'data-user-email': user.email }, cells: rights(user) };
    if (!mayChange) return shown;
    if (!words.editUser) return { ...shown, form };
    const edit = { label: words.editUser, ...(places.user ? { go: 'user', user: user.id } : { ask: form }) };
    return { ...shown, actions: [edit] };
  };
  const invite = { label: words.addUser, ...(places.invite ? { go: 'invite' } : { ask: invitation(context) }) };
  return [
    {
      kind: 'list',
      columns: ['User', words.role, words.reports, ''],
      rows: data.users.map(row),
      actions: mayChange ? [invite] : [],
    },
    ...(mayChange ? [] : [{ kind: 'note', text: words.usersRefused }]),
  ];
}

function user(context, id) {
  const shown = context.data.users.find((candidate) => candidate.id === id);
  if (!shown || !context.data.me.canManageUsers) return users(context);
  return [{ kind: 'form', form: { ...permissionsOf(context, shown), after: 'users' } }];
}

const invite = (context) => [{ kind: 'form', form: { ...invitation(context), after: 'users' } }];

function apps({ data, words }) {
  const disconnect = (app) => ({
    title: `Disconnect ${app.name}?`,
    text: 'It will no longer be able to read this organisation.',
    fields: [],
    submit: words.disconnectSure,
    act: ['/_shell/disconnect', { id: app.id }],
  });
  return [
    {
      kind: 'list',
      columns: ['App', ''],
      isInMenu: true,
      rows: data.apps.map((app) => ({
        name: app.name,
        note: `Connected by ${app.by} on ${app.since}`,
        hook: { 'data-app-name': app.name },
        actions: [{ label: words.disconnect, ask: disconnect(app) }],
      })),
      empty: words.noApps,
    },
  ];
}

const planForm = ({ data, words }) => ({
  title: words.changePlan,
  fields: [
    {
      name: 'plan',
      label: words.plan,
      value: data.organisation.plan,
      options: ['IGNITE', 'GROW', 'COMPREHENSIVE', 'ULTIMATE'].map((plan) => [plan, plan]),
    },
  ],
  submit: words.confirmPlan,
  act: ['/_shell/plan', {}],
});

function billing(context) {
  const { data, words, places } = context;
  const change = { label: words.changePlan, ...(places.plan ? { go: 'plan' } : { ask: planForm(context) }) };
  return [
    {
      kind: 'facts',
      rows: [
        ['Current plan', data.organisation.plan],
        ['Subscriber', data.users.find((user) => user.isSubscriber)?.name ?? 'Nobody'],
      ],
      actions: data.me.isSubscriber ? [change] : [],
    },
    ...(data.me.isSubscriber || !words.planRefused ? [] : [{ kind: 'note', text: words.planRefused }]),
  ];
}

const plan = (context) => [{ kind: 'form', form: { ...planForm(context), after: 'billing' } }];

const pages = { home, invoices, contacts, settings, company, users, user, invite, apps, billing, plan };

/** The parts of a page; `context` is the generation with the organisation's data in it, `person` who a page about one is about. */
export const partsOf = (id, context, person) => pages[id](context, person);

/** What the whole product tells about the subscription, above every page. */
export const bannerOf = ({ data, words }) => (data.organisation.hasTrialEnded ? words.ended : undefined);
