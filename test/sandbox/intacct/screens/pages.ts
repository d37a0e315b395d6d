import { findUser } from '../world.ts';
import { type PageName, pageNumbered, type View } from './addresses.ts';
import {
  addressScreen,
  clientScreen,
  generalScreen,
  homeScreen,
  securityScreen,
  senderScreen,
} from './company-pages.ts';
import { type Holder, holderScreen, permissionsScreen, rolesScreen, subscriptionsScreen } from './permission-pages.ts';
import type { Screen } from './screen.ts';
import { userScreen, usersScreen } from './user-pages.ts';

/** Whose rights an address is about. */
export function findHolder({ company }: View, values: URLSearchParams): Holder | undefined {
  const role = company.roles.find(({ id }) => id === values.get('.role'));
  if (role) return { kind: 'role', id: role.id, permissions: role.permissions };
  const user = findUser(company, values.get('.user') ?? '');
  return user && { kind: 'user', id: user.id, permissions: user.permissions };
}

/** Whether only people with admin privileges see a page. */
export const isForAdmins = (page: PageName): boolean => page !== 'home';

/** What an address of the product shows to an admin. */
export function screenAt(view: View, query: URLSearchParams): Screen {
  const { company } = view;
  const holder = findHolder(view, query);
  const user = findUser(company, query.get('.user') ?? '');
  const page = pageNumbered(query.get('.op'), view.look);
  switch (page) {
    case 'users':
    case 'webServicesUsers':
      return usersScreen(view, page, query.has('.inactive'));
    case 'user':
      return user ? userScreen(view, user) : usersScreen(view, 'users', false);
    case 'roles':
      return rolesScreen(view);
    case 'roleSubscriptions':
    case 'userSubscriptions':
      return holder ? holderScreen(view, holder) : rolesScreen(view);
    case 'permissions':
      return holder ? permissionsScreen(view, holder, query.get('.app') ?? '') : rolesScreen(view);
    case 'general':
      return generalScreen(view);
    case 'security':
    case 'securityEdit':
      return securityScreen(view, page === 'securityEdit');
    case 'client':
      return clientScreen(view, query.get('.client') ?? '');
    case 'sender':
      return senderScreen(view, query.get('.sender') ?? '');
    case 'address':
      return addressScreen(view);
    case 'subscriptions':
      return subscriptionsScreen(view);
    case 'home':
      return homeScreen(view);
  }
}
