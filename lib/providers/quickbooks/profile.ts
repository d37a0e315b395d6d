import type { ProviderProfile } from '../profile';

/** QuickBooks Online as pages show it. Hosts and addresses: facts 1, 2 and 6 (Intuit's kits, route maps of 2026). */
export const quickbooksProfile: ProviderProfile = {
  id: 'quickbooks',
  name: 'QuickBooks Online',
  monogram: 'QB',
  environments: ['production', 'sandbox'],
  hosts: {
    connection: [
      'https://accounts.platform.intuit.com/*',
      'https://developer.api.intuit.com/*',
      'https://oauth.platform.intuit.com/*',
      'https://quickbooks.api.intuit.com/*',
      'https://sandbox-accounts.platform.intuit.com/*',
      'https://sandbox-quickbooks.api.intuit.com/*',
    ],
    guidance: ['https://*.qbo.intuit.com/*', 'https://appcenter.intuit.com/*'],
  },
  links({ company }) {
    const host = company.isDemo ? 'sandbox.qbo.intuit.com' : 'qbo.intuit.com';
    // This door opens the company first and then the page. The part behind # tells our own scripts which company was meant.
    const inside = (route: string): string => {
      if (!company.screenKey) return `https://${host}/app/${route}`;
      const key = encodeURIComponent(company.screenKey);
      return `https://${host}/app/login?pagereq=${encodeURIComponent(route)}&deeplinkcompanyid=${key}#company=${key}`;
    };
    return {
      home: inside('homepage'),
      apps: inside('apps'),
      users: inside('settings/users'),
      billing: inside('settings?panel=billing'),
      settings: inside('settings?panel=company'),
      status: 'https://status.developer.intuit.com/',
    };
  },
  metered: { host: 'quickbooks.api.intuit.com', monthlyReads: 500_000 },
  appPortal: { url: 'https://developer.intuit.com/', steps: 6, wantsSecret: true },
};
