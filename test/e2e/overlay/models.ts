import type { GuideModel } from '../../../lib/messages/page-requests.ts';
import type { MarkerModel } from '../../../lib/messages/report-requests.ts';
import { wanted } from './pages.ts';

/** What the worker would say on each screen, in the words of the product. */
export const shellNeedsYou: GuideModel = {
  screenId: 'xero.shell',
  status: 'needs_you',
  statusWord: 'Needs you',
  companyName: wanted.name,
  headline: `${wanted.name} was disconnected in Xero`,
  why: 'Somebody removed the app in the settings of Xero.',
  steps: ['Reconnect and choose the same organisation.'],
  checked: 'Checked 3 minutes ago',
};

export const shellFine: GuideModel = {
  screenId: 'xero.shell',
  status: 'connected',
  statusWord: 'Connected',
  companyName: wanted.name,
  headline: `${wanted.name} is connected`,
  steps: [],
  checked: 'Checked 3 minutes ago',
};

export const users: GuideModel = {
  screenId: 'xero.users',
  status: 'needs_you',
  statusWord: 'Needs you',
  companyName: wanted.name,
  headline: `A permission is missing in ${wanted.name}`,
  why: 'Maya Lindqvist connected it and may not see this data in Xero. Signing in again does not change that.',
  steps: [
    `Open the person who connected ${wanted.name} in this list.`,
    'In Business and accounting choose Standard or Adviser, and allow reports.',
    'Choose Update permissions. Then check again in Ledgerline.',
  ],
  who: `An admin of ${wanted.name} has to act.`,
  checked: 'Checked 3 minutes ago',
};

export const consent: GuideModel = {
  screenId: 'xero.consent',
  status: 'pending',
  statusWord: 'Reconnecting',
  companyName: wanted.name,
  headline: `Choose ${wanted.name}`,
  steps: [
    `Choose ${wanted.name} in the list of organisations.`,
    'Choose Allow access.',
    'Is it not in the list? Log in as one of its Standard or Adviser users.',
  ],
  pick: { key: wanted.tenantId, name: wanted.name },
};

export const refused: GuideModel = {
  screenId: 'xero.oauth_error',
  status: 'needs_you',
  statusWord: 'Sign-in refused',
  headline: 'The return address is missing from your Xero app',
  why: 'Xero sends people back only to addresses that are listed in your app. Ours is not listed.',
  steps: [
    'Open the app at developer.xero.com, in My Apps.',
    'In Configuration, add the return address that Ledgerline shows in Apps and keys, and save.',
    'Close this window and reconnect.',
  ],
  who: 'Whoever set up the app in Xero has to act.',
};

/** What the marker says beside the message of a report tool. */
export const lacksRight: MarkerModel = {
  screenId: 'report',
  status: 'needs_you',
  statusWord: 'Needs you',
  companyName: wanted.name,
  headline: `A permission is missing in ${wanted.name}`,
  why: 'Maya Lindqvist connected it and may not see reports in Xero. Reconnecting will not help here.',
  steps: ['Open Ledgerline: a message to send is ready there.'],
  acts: ['areas', 'report'],
  isChecking: false,
};
