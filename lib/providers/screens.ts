import { intacctScreens } from './intacct/screens';
import { quickbooksScreens } from './quickbooks/screens';
import { salesforceScreens } from './salesforce/screens';
import type { ScreenFacts } from './screen';
import { xeroScreens } from './xero/screens';

/** Every screen of every provider. More particular screens come first. */
export const providerScreens: readonly ScreenFacts[] = [
  ...xeroScreens,
  ...quickbooksScreens,
  ...intacctScreens,
  ...salesforceScreens,
];

/** Looks a screen up by its id; undefined for ids of other versions. */
export function findScreen(screenId: string): ScreenFacts | undefined {
  return providerScreens.find((screen) => screen.id === screenId);
}
