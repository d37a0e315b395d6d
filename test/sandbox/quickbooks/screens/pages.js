// What each page holds, the same in all generations; how it looks is up to them. Actions say what they do: `go` to a page,
// `ask` first with a form, `act` at once, or `leave` for another address.

const facts = (title, rows) => ({ kind: 'facts', title, rows });

const home = () => [
  facts('Business overview', [
    ['Profit and loss', '24,310.55'],
    ['Bank accounts', '8,140.00'],
  ]),
];

const reports = () => [
  {
    kind: 'list',
    title: 'Favorites',
    columns: ['Report', ''],
    rows: ['Profit and Loss', 'Balance Sheet', 'Trial Balance'].map((name) => ({
      name,
      actions: [{ label: 'Run', go: 'report' }],
    })),
  },
];

const report = ({ data }) => [
  facts(data.company.name, [
    ['Income', '31,200.00'],
    ['Cost of goods sold', '-4,890.45'],
    ['Expenses', '-1,999.00'],
    ['Net income', '24,310.55'],
  ]),
];

const audit = ({ data }) => [facts(undefined, [['Today', `${data.me.name} signed in`]])];

const company = ({ data }) => [
  facts('Company', [
    ['Company name', data.company.name],
    ['Company ID', data.company.realmId],
  ]),
];

const companies = ({ data }) => [
  {
    kind: 'list',
    columns: ['Company', ''],
    rows: data.companies.map(({ name, realmId }) => ({ name, actions: [{ label: 'Open', leave: switchTo(realmId) }] })),
  },
];

export const switchTo = (realmId) => `/app/multiEntitySwitchCompany?companyId=${realmId}`;

function apps({ data, words }) {
  const disconnect = (app) => ({
    title: `${words.disconnect} ${app.name}`,
    fields: [
      {
        name: 'why',
        label: words.whyDisconnect,
        value: 'unused',
        options: [
          ['unused', 'I no longer need it'],
          ['broken', "It doesn't work"],
        ],
      },
    ],
    submit: words.disconnectSure,
    act: ['/_shell/disconnect', { id: app.id }],
  });
  return [
    {
      kind: 'tabs',
      tabs: words.appsTabs.map((label) => ({ label, isOpen: label !== 'Find apps' && label !== 'Find Apps' })),
    },
    {
      kind: 'list',
      looks: 'tiles',
      columns: ['App', 'Action'],
      rows: data.apps.map((app) => ({
        name: app.name,
        note: app.by && `Connected by ${app.by}`,
        actions: [{ label: 'Launch' }, data.me.isAdmin && { label: words.disconnect, ask: disconnect(app) }].filter(
          Boolean,
        ),
      })),
      empty: words.noApps,
    },
  ];
}

const roleField = (words, roles, value) => ({
  name: 'role',
  label: words.role,
  value,
  options: Object.entries(roles).filter(([id]) => id !== 'primary_admin'),
});

function editUser({ words, roles, titles }, { id, name, email, role }) {
  return {
    title: titles.user,
    text: `${name} (${email})`,
    fields: [roleField(words, roles, role)],
    submit: words.saveUser,
    act: ['/_shell/role', { id }],
  };
}

const usersTabs = ({ words }, open) =>
  words.usersTabs
    ? [
        {
          kind: 'tabs',
          tabs: words.usersTabs.map((label, at) => ({ label, isOpen: at === open, go: at === 0 ? 'users' : 'roles' })),
        },
      ]
    : [];

function users(context) {
  const { data, words, roles, places } = context;
  if (!data.me.isAdmin) return [{ kind: 'refusal', text: words.usersRefused }];
  const edit = (user) => (places.user ? { go: 'user', user: user.id } : { ask: editUser(context, user) });
  const invite = {
    title: words.addUser,
    fields: [{ name: 'email', label: 'Email', type: 'email' }, roleField(words, roles, 'standard')],
    submit: words.invite,
    act: ['/_shell/invite', {}],
  };
  return [
    ...usersTabs(context, 0),
    {
      kind: 'list',
      columns: ['Name', 'Email', 'Role', 'Action'],
      rows: data.users.map((user) => ({
        name: user.name,
        cells: [user.email, roles[user.role]],
        actions: user.role === 'primary_admin' ? [] : [{ label: words.editUser, ...edit(user) }],
      })),
      actions: [{ label: words.addUser, ask: invite }],
    },
  ];
}

function user(context, id) {
  const { data, words } = context;
  if (!data.me.isAdmin) return [{ kind: 'refusal', text: words.usersRefused }];
  const shown = data.users.find((candidate) => candidate.id === id);
  return shown ? [{ kind: 'form', form: { ...editUser(context, shown), after: 'users' } }] : users(context);
}

function roles(context) {
  const { data, words } = context;
  if (!data.me.isAdmin) return [{ kind: 'refusal', text: words.usersRefused }];
  return [
    ...usersTabs(context, 1),
    { kind: 'list', columns: ['Role'], rows: Object.values(context.roles).map((name) => ({ name, actions: [] })) },
  ];
}

const statusNames = {
  TRIAL: 'Trial',
  TRIALOPTIN: 'Trial',
  SUBSCRIBED: 'Active',
  EXPIRED: 'Expired',
  RESTRICTED: 'Payment failed',
  SUSPENDED: 'Suspended',
  CANCELLED: 'Cancelled',
};

function billing({ data, words, titles }) {
  const { realmId, plan, plans, subscription, hasEnded } = data.company;
  if (!data.me.isAdmin) return [{ kind: 'refusal', text: words.billingRefused }];
  const act = ['/_shell/renew', {}];
  const renew = words.renewSure
    ? {
        label: words.renew,
        ask: { title: words.renew, text: `${plan}, paid each month`, fields: [], submit: words.renewSure, act },
      }
    : { label: words.renew, act };
  const change = {
    title: words.changePlan,
    fields: [{ name: 'plan', label: 'Plan', value: plan, options: plans.map((name) => [name, name]) }],
    submit: words.changePlanSure,
    act: ['/_shell/plan', {}],
  };
  const rows = [
    ['Company ID', realmId],
    ['Plan', plan],
    [words.status, hasEnded ? 'Expired' : statusNames[subscription]],
    ['Payment method', 'Visa ending in 0000'],
  ];
  return [
    {
      ...facts(titles.company === 'Account and settings' ? undefined : 'QuickBooks Online', rows),
      actions: data.me.isPrimary ? [hasEnded && renew, { label: words.changePlan, ask: change }].filter(Boolean) : [],
    },
    ...(data.me.isPrimary ? [] : [{ kind: 'note', text: words.ownerOnly }]),
  ];
}

const pages = { home, reports, report, apps, users, user, roles, company, companies, billing, audit };

/** The parts of a page; `context` is the generation with the company's data in it, `person` who a page about one is about. */
export const partsOf = (id, context, person) => pages[id](context, person);

/** What the whole product tells about the subscription, above every page. */
export function bannerOf({ data, words }) {
  const { subscription, hasEnded } = data.company;
  if (hasEnded) return words.ended;
  return subscription === 'RESTRICTED' || subscription === 'SUSPENDED' ? words.unpaid : undefined;
}
