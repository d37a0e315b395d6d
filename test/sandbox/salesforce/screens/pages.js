// The pages of Setup as data; how they are drawn is another matter (draw-classic.js, draw-native.js).
//
// A page: { title, section, note, blocks }. A block is a `list` of rows, a `detail` of fields, or a `form`. An action is
// { label, place } or { label, act }, and a switch where there are switches when it has `isOn`.
// A place is the address of a classic page: `/setup/<name>` for the pages of Setup's tree, `/005…` and the like for records.
import { appManagerPage, appPage, externalAppsPage, usagePage } from './pages-apps.js';
import { companyPage, historyPage, networkPage, sessionPage } from './pages-org.js';
import { assignmentPage, permissionSetsPage, profilePage, profilesPage, userPage, usersPage } from './pages-people.js';

/** Setup's tree: the name in Lightning's addresses, and the title. */
export const setupPages = [
  { name: 'ManageUsers', title: 'Users' },
  { name: 'PermSets', title: 'Permission Sets' },
  { name: 'EnhancedProfiles', title: 'Profiles' },
  { name: 'NavigationMenus', title: 'App Manager' },
  { name: 'ConnectedAppsUsage', title: 'Connected Apps OAuth Usage' },
  { name: 'ConnectedApplication', title: 'Manage Connected Apps' },
  { name: 'ManageExternalClientApplication', title: 'External Client App Manager', isNew: true },
  { name: 'ExternalClientApplicationOauthUsage', title: 'External Client Apps OAuth Usage', isNew: true },
  { name: 'OrgLoginHistory', title: 'Login History' },
  { name: 'NetworkAccess', title: 'Network Access' },
  { name: 'SecuritySession', title: 'Session Settings' },
  { name: 'CompanyProfileInfo', title: 'Company Information' },
];

const lists = {
  ManageUsers: usersPage,
  PermSets: permissionSetsPage,
  EnhancedProfiles: profilesPage,
  Profiles: profilesPage,
  NavigationMenus: appManagerPage,
  ConnectedAppsUsage: usagePage,
  ConnectedApplication: appManagerPage,
  ManageExternalClientApplication: externalAppsPage,
  ExternalClientApplicationOauthUsage: externalAppsPage,
  OrgLoginHistory: historyPage,
  NetworkAccess: networkPage,
  SecuritySession: sessionPage,
  CompanyProfileInfo: companyPage,
};

/** Records by the letters their ids begin with; the page of Setup's tree they belong to. */
const records = {
  '005': { of: 'ManageUsers', page: userPage },
  '00e': { of: 'EnhancedProfiles', page: profilePage },
  '0H4': { of: 'ConnectedApplication', page: appPage },
};

/** Which page of Setup's tree a place belongs to. */
export function nameOf(place) {
  const [, first = '', second = ''] = place.split(/[/?]/);
  if (first === 'setup') return second;
  if (first === 'udd') return 'PermSets';
  return records[first.slice(0, 3)]?.of ?? 'ManageUsers';
}

const denied = {
  title: 'Insufficient Privileges',
  note: 'You do not have the level of access necessary to perform the operation you requested. Please contact the owner of the record or your administrator if access is necessary.',
  blocks: [],
};

/** The page at a place, as the person who looks may see it. */
export function pageAt(place, data) {
  if (!data.me.maySetup) return denied;
  const [path, query] = place.split('?');
  const [, first = '', second = ''] = path.split('/');
  if (first === 'setup') return lists[second]?.(data, second) ?? { title: 'Setup', blocks: [] };
  if (first === 'udd') return assignmentPage(data, new URLSearchParams(query).get('userId'));
  const record = records[first.slice(0, 3)];
  return record?.page(data, first, second) ?? { title: 'Data Not Available', blocks: [] };
}
