import { linkTo, type View } from './addresses.ts';
import type { Field, Link, Option, Part, Row, Screen } from './screen.ts';

export function homeScreen({ words, company, session }: View): Screen {
  return {
    title: words.home,
    heading: words.dashboard,
    parts: [
      { kind: 'note', text: company.id },
      { kind: 'facts', facts: [['Cash', '182,450.00']] },
    ],
    words,
    session,
  };
}

/** What people get who may not see a page; the words are the sandbox's. */
export function deniedScreen({ words, session }: View): Screen {
  return {
    title: words.noAccess,
    heading: words.noAccess,
    parts: [{ kind: 'note', text: words.noPermission }],
    words,
    session,
  };
}

const tabs = (view: View, open: 'general' | 'security'): NonNullable<Screen['tabs']> => [
  { link: linkTo(view, view.words.generalInformation, 'general'), isOpen: open === 'general' },
  { link: linkTo(view, view.words.security, 'security'), isOpen: open === 'security' },
];

/** Company > Setup > Configuration > Company: who the company is, and how it keeps rights. */
export function generalScreen(view: View): Screen {
  const { words, company, session } = view;
  return {
    title: words.companyInformation,
    heading: words.companyInformation,
    tabs: tabs(view, 'general'),
    parts: [
      {
        kind: 'facts',
        facts: [
          [words.companyId, company.id],
          [words.permissionType, company.permissionType === 'role' ? words.roleBased : words.userBased],
        ],
      },
    ],
    words,
    session,
  };
}

interface Section {
  title: string;
  columns: readonly string[];
  rows: readonly Row[];
  add: Link;
}

function sectionsOf(view: View, isEditing: boolean): Section[] {
  const { words, company, apps } = view;
  const status = (isActive: boolean): string => (isActive ? words.active : words.inactive);
  const nameOf = (clientId: string): string => apps.find((app) => app.clientId === clientId)?.name ?? '';
  const pencil = (page: 'client' | 'sender', more: Record<string, string>): Link[] =>
    isEditing ? [{ ...linkTo(view, words.edit, page, more), opens: 'window', isIcon: true }] : [];
  const add = (page: 'client' | 'sender' | 'address'): Link => ({ ...linkTo(view, words.add, page), opens: 'window' });
  return [
    {
      title: words.ipFilters,
      columns: [words.ipAddress],
      rows: company.ipFilter.map((address) => ({ cells: [address], links: [] })),
      add: add('address'),
    },
    {
      title: words.webServicesAuthorizations,
      columns: [words.senderId, words.status],
      rows: company.senders.map(({ senderId, isActive }) => ({
        cells: [senderId, status(isActive)],
        links: pencil('sender', { '.sender': senderId }),
      })),
      add: add('sender'),
    },
    {
      title: words.clientApplications,
      columns: [words.clientId, words.name, words.status],
      rows: company.clients.map(({ clientId, isActive }) => ({
        cells: [clientId, nameOf(clientId), status(isActive)],
        links: pencil('client', { '.client': clientId }),
      })),
      add: add('client'),
    },
  ];
}

/** The Security tab; in an entity of the company nothing of it can be changed (facts: 7, "Set the entity"). */
export function securityScreen(view: View, wantsEdit: boolean): Screen {
  const { words, entityId, session } = view;
  const isEditing = wantsEdit && entityId === undefined;
  const parts: Part[] = sectionsOf(view, isEditing).flatMap(({ title, columns, rows, add }): Part[] => [
    { kind: 'heading', text: title, links: isEditing ? [add] : [] },
    { kind: 'table', columns, rows },
  ]);
  return {
    title: words.companyInformation,
    heading: words.companyInformation,
    tabs: tabs(view, 'security'),
    links: entityId === undefined && !isEditing ? [linkTo(view, words.edit, 'securityEdit')] : [],
    parts: entityId === undefined ? parts : [{ kind: 'note', text: words.topLevelOnly }, ...parts],
    words,
    session,
  };
}

const statuses = ({ words }: View): Option[] => [
  { value: 'active', label: words.active },
  { value: 'inactive', label: words.inactive },
];

function entryScreen(view: View, what: 'client' | 'sender' | 'address', title: string, fields: Field[]): Screen {
  const { words, session } = view;
  return { title, heading: title, parts: [{ kind: 'fields', fields }], form: { what, more: {} }, words, session };
}

export function clientScreen(view: View, clientId: string): Screen {
  const { words, company } = view;
  const known = company.clients.find((client) => client.clientId === clientId);
  return entryScreen(view, 'client', words.clientInformation, [
    { kind: 'text', name: 'clientId', label: words.clientId, value: clientId },
    {
      kind: 'choice',
      name: 'status',
      label: words.status,
      options: statuses(view),
      value: known?.isActive === false ? 'inactive' : 'active',
    },
  ]);
}

export function senderScreen(view: View, senderId: string): Screen {
  const { words, company } = view;
  const known = company.senders.find((sender) => sender.senderId === senderId);
  return entryScreen(view, 'sender', words.senderInformation, [
    { kind: 'text', name: 'senderId', label: words.senderId, value: senderId },
    {
      kind: 'choice',
      name: 'status',
      label: words.status,
      options: statuses(view),
      value: known?.isActive === false ? 'inactive' : 'active',
    },
  ]);
}

export function addressScreen(view: View): Screen {
  return entryScreen(view, 'address', view.words.ipInformation, [
    { kind: 'text', name: 'address', label: view.words.ipAddress, value: '' },
  ]);
}
