import type { Caller } from './gateway.ts';
import { objectRules } from './objects.ts';

export type Row = Readonly<Record<string, unknown>>;

const pad = (value: number): string => String(value).padStart(4, '0');

/** Names of a few rows of each kind; what is not named gets a number. */
const names: Readonly<Record<string, readonly string[]>> = {
  'company-config/location': ['Head office', 'Warehouse'],
  'company-config/department': ['Operations', 'Finance', 'Sales'],
  'company-config/class': ['Retail', 'Wholesale'],
  'general-ledger/account': ['Checking', 'Accounts receivable', 'Accounts payable', 'Revenue', 'Wages', 'Rent'],
  'accounts-payable/vendor': ['Aster Paper', 'Kiln Street Power', 'Northern Freight'],
  'accounts-receivable/customer': ['Juniper Hotels', 'Redgum Schools'],
  'cash-management/checking-account': ['Operating account'],
  'projects/project': ['Quay refit', 'Depot move'],
};

/** Fields that can be asked for; every object has these, users and roles have more. */
export function fieldsOf(object: string): readonly string[] {
  const common = ['key', 'id', 'name', 'status', 'href'];
  return object === 'company-config/user' ? [...common, 'userType', 'adminPrivileges'] : common;
}

function userRows({ company }: Caller): Row[] {
  return company.users.map((user) => ({
    key: user.key,
    id: user.id,
    name: user.name,
    status: user.status,
    href: `/objects/company-config/user/${user.key}`,
    userType: user.type.toLowerCase(),
    adminPrivileges: user.admin,
    webServices: { isEnabled: true, isRestricted: user.isWebServicesOnly },
    entityAccess: {
      allowUnrestrictedAccess: user.entityId === undefined,
      allowTopLevelAccess: user.entityId === undefined,
    },
    password: { neverExpires: user.isWebServicesOnly, requiresReset: false, disablePassword: false },
    roles: user.roles.map((id) => ({ id })),
    permissionAssignments: [],
  }));
}

/** The rows a caller can see: restrictions to an entity filter them without a word (facts: 4). */
export function rowsOf(caller: Caller, object: string): Row[] {
  const { company, entityId } = caller;
  if (object === 'company-config/user') return userRows(caller);
  if (object === 'company-config/role') {
    return company.roles.map(({ id }, index) => ({ key: String(index + 1), id, name: id, status: 'active' }));
  }
  if (object === 'company-config/entity') {
    const seen = company.entities.filter(({ id }) => caller.user.entityId === undefined || id === caller.user.entityId);
    return seen.map(({ id, name }, index) => ({ key: String(index + 1), id, name, status: 'active' }));
  }
  const known =
    names[object] ?? Array.from({ length: objectRules.has(object) ? 12 : 0 }, (_, index) => `No. ${index + 1}`);
  const rows = known.map((name, index) => ({
    key: String(index + 1),
    id: `${object.split('/')[1]?.toUpperCase()}-${pad(index + 1)}`,
    name,
    status: 'active',
    href: `/objects/${object}/${index + 1}`,
  }));
  // Every second row belongs to the entity that was asked for.
  return entityId === undefined ? rows : rows.filter((_, index) => index % 2 === 0);
}
