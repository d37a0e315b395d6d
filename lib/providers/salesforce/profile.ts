import type { ProviderProfile } from '../profile';
import { readMyDomain } from './hosts';

/** Salesforce as pages show it. Hosts and paths: facts 1 and 4 (public extensions and tools, 2025–2026). */
export const salesforceProfile: ProviderProfile = {
  id: 'salesforce',
  name: 'Salesforce',
  monogram: 'SF',
  environments: ['production', 'sandbox'],
  hosts: {
    connection: ['https://*.my.salesforce.com/*', 'https://login.salesforce.com/*', 'https://test.salesforce.com/*'],
    guidance: ['https://*.lightning.force.com/*', 'https://*.my.salesforce-setup.com/*'],
  },
  links({ company }) {
    const status = 'https://status.salesforce.com/';
    if (!company.screenKey) return { status };
    const setup = (page: string): string =>
      `https://${company.screenKey}.lightning.force.com/lightning/setup/${page}/home`;
    return {
      home: `https://${company.screenKey}.lightning.force.com/lightning/page/home`,
      apps: setup('ConnectedAppsUsage'),
      users: setup('ManageUsers'),
      billing: setup('CompanyProfileInfo'),
      settings: setup('NavigationMenus'),
      status,
    };
  },
  appPortal: {
    url: 'https://login.salesforce.com/',
    steps: 7,
    wantsSecret: false,
    wantsDomain: true,
  },
  readDomain: readMyDomain,
};
