import type { ProviderProfile } from '../profile';

/** Xero as pages show it. Hosts and paths: facts 1.1 and 6.1 (help and developer pages, 2023–2026). */
export const xeroProfile: ProviderProfile = {
  id: 'xero',
  name: 'Xero',
  monogram: 'X',
  environments: ['production'],
  hosts: {
    connection: ['https://api.xero.com/*', 'https://identity.xero.com/*'],
    guidance: ['https://authorize.xero.com/*', 'https://go.xero.com/*', 'https://login.xero.com/*'],
  },
  links({ company }) {
    // The part behind # outlives the redirects and tells our own scripts on the page which company was meant.
    const inside = (path: string): string =>
      company.screenKey
        ? `https://go.xero.com/organisationlogin/default.aspx?shortcode=${encodeURIComponent(company.screenKey)}&redirecturl=${path}#company=${encodeURIComponent(company.screenKey)}`
        : `https://go.xero.com${path}`;
    return {
      home: inside('/Dashboard'),
      users: inside('/Settings/Users'),
      settings: inside('/Settings/OrganisationSettings/'),
      status: 'https://status.xero.com/',
    };
  },
  appPortal: { url: 'https://developer.xero.com/app/manage', steps: 5, wantsSecret: false },
};
