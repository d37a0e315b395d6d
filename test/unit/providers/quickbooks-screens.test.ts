import { describe, expect, it } from 'vitest';
import { screensAt } from '../../../lib/page/screen-watch';
import { findPath } from '../../../lib/providers/paths';
import { quickbooksAreas } from '../../../lib/providers/quickbooks/areas';
import { quickbooksPaths } from '../../../lib/providers/quickbooks/paths';
import { quickbooksScreens } from '../../../lib/providers/quickbooks/screens';
import { screenMatchPatterns } from '../../../lib/providers/screen';

const signIn = ['quickbooks.oauth_error', 'quickbooks.take_over', 'quickbooks.consent'];
const inSettings = ['quickbooks.user', 'quickbooks.users', 'quickbooks.billing', 'quickbooks.company'];

const addresses: readonly [url: string, screenIds: readonly string[], companyKey?: string][] = [
  ['https://appcenter.intuit.com/connect/oauth2?client_id=1', signIn],
  ['https://appcenter.intuit.com/app/connect/oauth2?client_id=1', signIn],
  ['https://appcenter.intuit.com/app/connect/oauth2/authorize', signIn],
  ['https://appcenter.intuit.com/connect/oauth2/companyselection', signIn],
  ['https://appcenter.intuit.com/oauth2/error', signIn],
  ['https://appcenter.intuit.com/app/apps?back=/oauth2', []],
  ['https://accounts.intuit.com/app/sign-in?redirect_uri=https://appcenter.intuit.com/connect/oauth2', []],
  ['https://appcenter.intuit.com.evil.example/connect/oauth2', []],
  ['https://app.qbo.intuit.com/app/apps/myapps', ['quickbooks.apps']],
  ['https://qbo.intuit.com/app/appstore/appstore-mytab', ['quickbooks.apps']],
  ['https://c12.qbo.intuit.com/app/settings/users#company=934', inSettings, '934'],
  ['https://app.qbo.intuit.com/app/manageusers', inSettings],
  ['https://app.qbo.intuit.com/app/settings?panel=billing', inSettings],
  ['https://sandbox.qbo.intuit.com/app/homepage', ['quickbooks.shell']],
  ['https://qbo.intuit.com/app/login?pagereq=apps&deeplinkcompanyid=934', ['quickbooks.shell'], '934'],
  ['https://qbo.intuit.com/app/multiEntitySwitchCompany?companyId=934', ['quickbooks.shell'], '934'],
  ['https://qbo.intuit.com/login', []],
  ['https://quickbooks.intuit.com/app/homepage', []],
];

describe('the screens of QuickBooks', () => {
  it.each(addresses)('%s may be %j', (url, screenIds, companyKey) => {
    const found = screensAt(quickbooksScreens, new URL(url));
    expect(found.map(({ shown }) => shown.screenId)).toEqual(screenIds);
    expect(found[0]?.shown.companyKey).toBe(companyKey);
  });

  it('match nothing of the sign-in host but consent and refusal (SEC-16)', () => {
    expect(screenMatchPatterns(quickbooksScreens)).toEqual([
      'https://*.qbo.intuit.com/app/*',
      'https://appcenter.intuit.com/*oauth2*',
    ]);
  });
});

describe('the ways over QuickBooks’ screens', () => {
  it.each(quickbooksAreas)('know the plan that $id needs', ({ id, subscription }) => {
    const name = findPath('quickbooks', 'plan_restricted', { area: id })?.only?.name;
    expect(name).toBe(subscription?.replace('QuickBooks Online ', '').toLowerCase());
  });

  it('name screens that there are', () => {
    const ids = quickbooksScreens.map((screen) => screen.id);
    const named = [
      ...quickbooksPaths.paths.flatMap((path) => path.steps.flatMap((step) => step.screens)),
      ...quickbooksPaths.signs.flatMap((sign) => sign.screens),
    ];
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
