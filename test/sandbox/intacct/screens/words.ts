import type { Right } from '../world.ts';
import { french } from './words-french.ts';

/** Languages of the help and so of the product: American, South African English (British spelling) and French (facts: 7). */
export const languages = ['en_US', 'en_ZA', 'fr_FR'] as const;
export type Language = (typeof languages)[number];

/** The labels of the product. What the help pages name is written as there; the others are the sandbox's. */
export const american = {
  home: 'Home',
  dashboard: 'Dashboard',
  company: 'Company',
  admin: 'Admin',
  setup: 'Setup',
  configuration: 'Configuration',
  usersRolesGroups: 'Users, roles, and groups',
  users: 'Users',
  webServicesUsers: 'Web Services users',
  roles: 'Roles',
  subscriptions: 'Subscriptions',
  applications: 'Applications',
  topLevel: 'Top level',
  signOut: 'Sign out',
  userInformation: 'User information',
  userId: 'User ID',
  userName: 'User name',
  userType: 'User type',
  business: 'Business',
  employee: 'Employee',
  adminPrivileges: 'Admin privileges',
  off: 'Off',
  limited: 'Limited',
  full: 'Full',
  status: 'Status',
  active: 'Active',
  inactive: 'Inactive',
  lockedOut: 'Locked out',
  role: 'Role',
  name: 'Name',
  description: 'Description',
  edit: 'Edit',
  add: 'Add',
  save: 'Save',
  includeInactive: 'Include inactive',
  viewPermissionsAndRoles: 'View permissions and roles',
  viewPermissions: 'View permissions',
  roleSubscriptions: 'Roles subscriptions',
  userSubscriptions: 'User subscriptions',
  permissions: 'Permissions',
  activitiesAndLists: 'Activities and lists',
  reports: 'Reports',
  readOnly: 'Read only',
  all: 'All',
  none: 'None',
  companyInformation: 'Company information',
  generalInformation: 'General information',
  security: 'Security',
  companyId: 'Company ID',
  permissionType: 'Permission type',
  roleBased: 'Role-based',
  userBased: 'User-based',
  ipFilters: 'IP filters',
  ipAddress: 'IP address',
  ipInformation: 'IP filter information',
  webServicesAuthorizations: 'Web Services authorizations',
  senderId: 'Sender ID',
  senderInformation: 'Web Services Sender Information',
  clientApplications: 'Authorized client applications',
  clientId: 'Client ID',
  clientInformation: 'Client application information',
  subscribed: 'Subscribed applications',
  noAccess: 'Access denied',
  noPermission: 'You do not have permission to view this page. Contact your administrator.',
  topLevelOnly: 'This can be changed at the top level only. Select Top level above to change it.',
  signInTo: 'Sign in to Sage Intacct',
  password: 'Password',
  signIn: 'Sign in',
  forgot: 'Forgot your password?',
  wantsAccess: 'wants to access your data',
  canDo: 'The application can do in Sage Intacct what this user can do.',
  accept: 'Accept',
  requestRefused: 'The request cannot be processed',
};

export type Words = Record<keyof typeof american, string>;

const british: Words = {
  ...american,
  usersRolesGroups: 'Users, roles and groups',
  userName: 'Username',
  webServicesAuthorizations: 'Web Services authorisations',
  clientApplications: 'Authorised client applications',
};

/** Lists and applications that have another name than in the United States (facts: 7, "Language"). */
const otherNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en_US: {},
  en_ZA: { Vendors: 'Suppliers', Bills: 'AP supplier invoices', 'Checking accounts': 'Current accounts' },
  fr_FR: french.names,
};

const rightNames: Readonly<Record<Language, Readonly<Record<Right, string>>>> = {
  en_US: { List: 'List', View: 'View', Add: 'Add', Edit: 'Edit', Delete: 'Delete', Run: 'Run' },
  en_ZA: { List: 'List', View: 'View', Add: 'Add', Edit: 'Edit', Delete: 'Delete', Run: 'Run' },
  fr_FR: french.rights,
};

export const words: Readonly<Record<Language, Words>> = { en_US: american, en_ZA: british, fr_FR: french.words };

/** Name of an application or of a list, as this language has it. */
export const nameIn = (language: Language, name: string): string => otherNames[language][name] ?? name;

export const rightIn = (language: Language, right: Right): string => rightNames[language][right];
