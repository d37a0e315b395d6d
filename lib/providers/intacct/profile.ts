import type { ProviderProfile } from '../profile';

/**
 * Sage Intacct as pages show it. There are no addresses of single screens to link to: every address of the product holds
 * the session (facts 7). So the links lead to the sign-in and to Sage's own help; the part behind # outlives redirects and
 * tells our own scripts which company was meant.
 */
export const intacctProfile: ProviderProfile = {
  id: 'intacct',
  name: 'Sage Intacct',
  monogram: 'SI',
  environments: ['production', 'sandbox'],
  hosts: { connection: ['https://api.intacct.com/*'], guidance: ['https://*.intacct.com/*'] },
  links({ company }) {
    const about = company.screenKey ? `#company=${encodeURIComponent(company.screenKey)}` : '';
    const home = `https://www.intacct.com/ia/acct/login.phtml${about}`;
    return { home, users: home, apps: home, billing: home, settings: home, status: 'https://status.sage.com/' };
  },
  appPortal: { url: 'https://developer.sage.com/console/', steps: 5, wantsSecret: true },
  // One user's newer sign-in ends the older one, and the first one of a company needs a full admin (facts 1.1, 1.5).
  hasSignInAdvice: true,
};
