/** Rights of a list, and the extra ones that reports know (facts: 4, "What the seed's four permission kinds are"). */
export const listRights = ['List', 'View', 'Add', 'Edit', 'Delete'] as const;
export type Right = (typeof listRights)[number] | 'Run';

/** Rights by the place of the tick boxes, such as `General Ledger > Accounts`. */
export type Permissions = Map<string, Set<Right>>;

export interface Role {
  id: string;
  permissions: Permissions;
}

export interface User {
  /** Case-sensitive. */
  id: string;
  key: string;
  password: string;
  name: string;
  status: 'active' | 'inactive';
  isLocked: boolean;
  /** Caps whatever a role grants. */
  type: 'Business' | 'Employee';
  admin: 'off' | 'limited' | 'full';
  /** Cannot sign in to the product. */
  isWebServicesOnly: boolean;
  roles: string[];
  /** What companies with user-based permissions go by; without effect in the others. */
  permissions: Permissions;
  /** Held to one entity; undefined has access to the top level. */
  entityId: string | undefined;
}

export interface Entity {
  id: string;
  name: string;
}

/** One line of "Authorized client applications". */
export interface AuthorizedClient {
  clientId: string;
  isActive: boolean;
}

/** One line of "Web Services authorizations": who may use the older interface. */
export interface AuthorizedSender {
  senderId: string;
  isActive: boolean;
}

export interface Company {
  /** What people type on the sign-in page. */
  id: string;
  key: string;
  /** Sandboxes take Non-production keys, live companies Production keys alone (facts: 2, "Developer side"). */
  isSandbox: boolean;
  isClosed: boolean;
  hasDemoExpired: boolean;
  /** The addresses its IP filter lets in; empty lets everybody in. */
  ipFilter: string[];
  /** Where rights are kept: on roles, or, in older companies, on each user (facts: 4). */
  permissionType: 'role' | 'user';
  entities: Entity[];
  subscriptions: Set<string>;
  clients: AuthorizedClient[];
  senders: AuthorizedSender[];
  roles: Role[];
  users: User[];
}

export interface ClientApp {
  clientId: string;
  secret: string;
  name: string;
  scope: 'production' | 'non_production';
  redirectUris: Set<string>;
  /** False when the developer licence behind it has ended. */
  isActive: boolean;
}

export interface World {
  companies: Company[];
  apps: ClientApp[];
}

export function findCompany(world: World, companyId: string): Company | undefined {
  return world.companies.find((company) => company.id === companyId);
}

export function findUser(company: Company, userId: string): User | undefined {
  return company.users.find((user) => user.id === userId);
}

/** Whether the company has let this app in. */
export function isLetIn(company: Company, clientId: string): boolean {
  return company.clients.some((client) => client.clientId === clientId && client.isActive);
}

/** A full admin who accepts puts the app on the list; everybody else's consent leaves the list alone (facts: 1.5). */
export function letIn(company: Company, clientId: string): void {
  const known = company.clients.find((client) => client.clientId === clientId);
  if (known) known.isActive = true;
  else company.clients.push({ clientId, isActive: true });
}

/** Everybody here calls from this machine. */
const ourAddress = '127.0.0.1';

export function isAddressRefused({ ipFilter }: Company): boolean {
  return ipFilter.length > 0 && !ipFilter.includes(ourAddress);
}

/** Whether a user may do this at this place: the type caps, then a full admin may all, then role or user count (facts: 4). */
export function mayDo(company: Company, user: User, place: string, right: Right): boolean {
  if (user.type === 'Employee') return false;
  if (user.admin === 'full') return true;
  if (company.permissionType === 'user') return user.permissions.get(place)?.has(right) === true;
  return company.roles.some((role) => user.roles.includes(role.id) && role.permissions.get(place)?.has(right));
}
