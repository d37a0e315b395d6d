import { createHash } from 'node:crypto';
import { places } from './objects.ts';
import type { ClientApp, Company, Permissions, Right, Role, User, World } from './world.ts';

/** The keys of the extension's app: one pair for live companies, one for sandboxes. */
export const productionClientId = '0c4f1d7be29a53f8d610.app.sage.com';
export const nonProductionClientId = '7ab2e5904d13c86f02aa.app.sage.com';
/** Another tool that reads the same companies. */
export const otherClientId = 'e91b06d4a7c25f3388b1.app.sage.com';

/** The same key for the same name at every start. */
const stableKey = (name: string): string => String(createHash('sha256').update(name).digest().readUInt32BE() % 100_000);

const secretOf = (clientId: string): string => `sandbox-secret-of-${clientId.slice(0, 8)}-not-a-real-one`;

const rights = (...held: Right[]): Set<Right> => new Set(held);

/** What a reporting tool needs: List and View everywhere, Run for the reports. */
const enoughToReport = (): Permissions => new Map(places.map((place) => [place, rights('List', 'View', 'Run')]));

const reporting = (): Role => ({ id: 'Reporting', permissions: enoughToReport() });

/** A role of people who enter bills: it has rights in the same applications, but other ones. */
const clerk = (): Role => ({
  id: 'Payables clerk',
  permissions: new Map([
    ['Accounts Payable > Vendors', rights('List', 'View', 'Add', 'Edit')],
    ['Accounts Payable > Bills', rights('List', 'View', 'Add', 'Edit', 'Delete')],
  ]),
});

/** A role that was made and never filled. */
const empty = (): Role => ({ id: 'New role', permissions: new Map() });

function user(companyId: string, id: string, name: string, more: Partial<User>): User {
  return {
    id,
    key: stableKey(`${companyId} ${id}`),
    password: `${id}-opens-${companyId}`,
    name,
    status: 'active',
    isLocked: false,
    type: 'Business',
    admin: 'off',
    isWebServicesOnly: false,
    roles: [],
    permissions: new Map(),
    entityId: undefined,
    ...more,
  };
}

const applications = [
  'Company',
  'Web Services',
  'General Ledger',
  'Accounts Payable',
  'Accounts Receivable',
  'Cash Management',
  'Order Entry',
  'Purchasing',
  'Projects',
];

/** A company with an admin, a person who works in the product all day, and a user made for the connection. */
function company(
  id: string,
  entityNames: readonly string[],
  more: { without?: string; isUserBased?: true } = {},
): Company {
  const held = (): Partial<User> => (more.isUserBased ? { permissions: enoughToReport() } : { roles: ['Reporting'] });
  return {
    id,
    key: stableKey(id),
    isSandbox: id.includes('-'),
    isClosed: false,
    hasDemoExpired: false,
    ipFilter: [],
    permissionType: more.isUserBased ? 'user' : 'role',
    entities: entityNames.map((name, index) => ({ id: `E${(index + 1) * 100}`, name })),
    subscriptions: new Set(applications.filter((name) => name !== more.without)),
    clients: [{ clientId: otherClientId, isActive: true }],
    senders: [{ senderId: 'NorthboundMPP', isActive: true }],
    roles: more.isUserBased ? [] : [reporting(), clerk(), empty()],
    users: [
      user(id, 'Olive', 'Olive Marchetti', { admin: 'full' }),
      user(id, 'Maya', 'Maya Lindqvist', held()),
      user(id, 'ledgerline', 'Ledgerline connection', held()),
      user(id, 'ledgerline-old', 'Ledgerline connection 2024', { status: 'inactive' }),
      user(id, 'xmlonly', 'Payroll import', { ...held(), isWebServicesOnly: true }),
      ...(entityNames.length > 0 ? [user(id, 'Priya', 'Priya Brandt', { ...held(), entityId: 'E200' })] : []),
    ],
  };
}

function app(clientId: string, name: string, scope: ClientApp['scope'], redirectUris: string[] = []): ClientApp {
  return { clientId, secret: secretOf(clientId), name, scope, redirectUris: new Set(redirectUris), isActive: true };
}

/** Five invented companies, one of them with a sandbox, and three app registrations. */
export function seedWorld(): World {
  return {
    companies: [
      company('FernhillGroup', ['Fernhill North', 'Fernhill South', 'Fernhill Overseas']),
      company('Saltworks', []),
      company('Marrowbone', ['Marrowbone Retail', 'Marrowbone Online'], { without: 'Projects' }),
      company('Lanternworks', [], { isUserBased: true }),
      company('FernhillGroup-UAT', ['Fernhill North', 'Fernhill South']),
    ],
    apps: [
      app(productionClientId, 'Ledgerline', 'production'),
      app(nonProductionClientId, 'Ledgerline', 'non_production'),
      app(otherClientId, 'Northbound Spend', 'production', ['https://northbound.example/callback']),
    ],
  };
}
