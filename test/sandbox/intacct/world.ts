/** Rights of a list, and the extra ones that reports know (facts: 4, "What the seed's four permission kinds are"). */
export type Right = 'List' | 'View' | 'Add' | 'Edit' | 'Delete' | 'Run';

export interface Role {
  id: string;
  /** By the place of the tick boxes, such as `General Ledger > Accounts`. */
  permissions: Map<string, Set<Right>>;
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

export interface Company {
  /** What people type on the sign-in page. */
  id: string;
  key: string;
  /** Sandboxes take Non-production keys, live companies Production keys alone (facts: 2, "Developer side"). */
  isSandbox: boolean;
  isClosed: boolean;
  hasDemoExpired: boolean;
  /** Its IP filter leaves our address out. */
  isAddressRefused: boolean;
  entities: Entity[];
  subscriptions: Set<string>;
  clients: AuthorizedClient[];
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

/** Whether a user may do this at this place: the type caps, then a full admin may all, then the roles count (facts: 4). */
export function mayDo(company: Company, user: User, place: string, right: Right): boolean {
  if (user.type === 'Employee') return false;
  if (user.admin === 'full') return true;
  return company.roles.some((role) => user.roles.includes(role.id) && role.permissions.get(place)?.has(right));
}
