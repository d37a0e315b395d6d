import { intacct } from './intacct/definition';
import type { Provider } from './provider';
import { quickbooks } from './quickbooks/definition';
import { salesforce } from './salesforce/definition';
import { xero } from './xero/definition';

const ours: readonly Provider[] = [xero, quickbooks, intacct, salesforce];
const known: Provider[] = [...ours];

/** The providers that are part of the product. */
export const builtInProviders: readonly Provider[] = ours;

/** Every provider the product knows, in the order they are offered: ours, then the person's own. */
export const providers: readonly Provider[] = known;

/** Puts the person's own providers in the place of those registered before. Each context does so when it reads the store. */
export function registerProviders(own: readonly Provider[]): void {
  known.splice(ours.length, known.length, ...own);
}

/** Looks a provider up by its id; undefined for ids of other versions or of pasted text. */
export function findProvider(providerId: string | null): Provider | undefined {
  return providers.find((provider) => provider.id === providerId);
}
