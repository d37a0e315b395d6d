/** A name the product knows, and of what: the same word means more as a surname than in an address. */
export interface KnownName {
  kind: 'person' | 'company' | 'id' | 'address';
  text: string;
}

/** Longest name that is looked at, in UTF-16 units. */
const maxLength = 1_000;

function memberOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined;
}

/** Members of a stored connection that hold a name. */
const members: readonly (readonly [string, KnownName['kind']])[] = [
  ['companyName', 'company'],
  ['nickname', 'company'],
  ['userName', 'person'],
  ['tenantId', 'id'],
  ['tenantLinkId', 'id'],
  ['apiBase', 'address'],
];

function named(kind: KnownName['kind'], value: unknown): KnownName[] {
  return typeof value === 'string' && value.trim() !== '' ? [{ kind, text: value.slice(0, maxLength) }] : [];
}

/**
 * Every name in a stored connection: company, nickname, person, the provider's ids of the company, its own API address.
 * Takes the record as it is stored, so that one that can no longer be read gives its names all the same. Never throws.
 */
export function namesOfConnection(record: unknown): KnownName[] {
  const screenKey = memberOf(memberOf(record, 'company'), 'screenKey');
  return [...members.flatMap(([name, kind]) => named(kind, memberOf(record, name))), ...named('id', screenKey)];
}

/** Every name in a pending sign-in: who signed in, and each company that can be chosen, watched or not. Never throws. */
export function namesOfFlow(flow: unknown): KnownName[] {
  const tenants = memberOf(flow, 'tenants');
  const ofTenants = (Array.isArray(tenants) ? tenants : []).flatMap((tenant: unknown) => [
    ...named('company', memberOf(tenant, 'name')),
    ...named('id', memberOf(tenant, 'tenantId')),
    ...named('id', memberOf(tenant, 'linkId')),
  ]);
  return [
    ...named('person', memberOf(flow, 'userName')),
    ...named('company', memberOf(flow, 'companyName')),
    ...ofTenants,
  ];
}

interface NamingEvent {
  kind: string;
  detail?: string | undefined;
  before?: string | undefined;
}

/** Names a connection had: its history keeps each change of company, person and nickname, with both names. Never throws. */
export function namesOfHistory(history: readonly NamingEvent[]): KnownName[] {
  return history.flatMap(({ kind, detail, before }) => {
    if (kind === 'person_changed') return [...named('person', detail), ...named('person', before)];
    const isRenaming = kind === 'company_renamed' || kind === 'renamed';
    return isRenaming ? [...named('company', detail), ...named('company', before)] : [];
  });
}
