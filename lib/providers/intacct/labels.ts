/**
 * What the product calls its pages, buttons and fields, lower case: American, British (en_ZA, en_GB, en_AU) and French, as
 * Sage's help writes them (facts 7). Labels of other languages are not known; pages in them are told in words.
 */
export const labels = {
  applications: ['applications'],
  users: ['users', 'company > admin > users', 'utilisateurs'],
  roles: ['roles', 'company > admin > roles', 'rôles'],
  subscriptions: ['subscriptions', 'company > admin > subscriptions', 'abonnements'],
  company: ['company', 'company > setup > configuration > company', 'société'],
  security: ['security', 'sécurité'],
  includeInactive: ['include inactive', 'inclure les inactifs'],
  viewPermissionsAndRoles: ['view permissions and roles', 'afficher les permissions et les rôles'],
  permissions: ['permissions'],
  edit: ['edit', 'éditer'],
  add: ['add', 'ajouter'],
  save: ['save', 'enregistrer'],
  status: ['status', 'statut'],
  active: ['active', 'actif'],
  list: ['list', 'liste'],
  view: ['view', 'afficher'],
  clientApplications: [
    'authorized client applications',
    'authorised client applications',
    'applications clientes autorisées',
  ],
  ipFilters: ['ip filters', 'ip filter', 'filtres ip'],
  clientId: ['client id', 'id client'],
  ipAddress: ['ip address', 'adresse ip'],
  noPermission: ['you do not have permission', 'you are not authorized', 'vous n’avez pas la permission'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Other names of applications and lists than the American ones. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  Company: ['société'],
  'General Ledger': ['grand livre'],
  'Accounts Payable': ['comptes fournisseurs'],
  'Accounts Receivable': ['comptes clients'],
  'Cash Management': ['gestion de trésorerie'],
  'Order Entry': ['saisie de commandes'],
  Purchasing: ['achats'],
  Projects: ['projets'],
  Entities: ['entités'],
  Locations: ['emplacements'],
  Departments: ['départements'],
  Users: ['utilisateurs'],
  Roles: ['rôles'],
  'Audit trail': ['piste d’audit'],
  Accounts: ['comptes'],
  'Journal entries': ['écritures de journal'],
  Vendors: ['suppliers', 'fournisseurs'],
  Bills: ['ap supplier invoices', 'ap purchase invoices', 'supplier invoices', 'factures fournisseurs'],
  Customers: ['clients'],
  Invoices: ['factures clients'],
  'Checking accounts': ['current accounts', 'comptes chèques'],
  'Savings accounts': ['comptes d’épargne'],
  'Credit card accounts': ['comptes de carte de crédit'],
  'Bank reconciliation': ['rapprochement bancaire'],
  Tasks: ['tâches'],
};

/** Every name an application or a list may have on screen, lower case. */
export function namesOf(name: string): string[] {
  return [name.toLowerCase(), ...(otherNames[name] ?? [])];
}
