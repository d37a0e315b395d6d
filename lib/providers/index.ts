import type { Provider } from './provider';
import { xero } from './xero/definition';

/** Every provider the product knows, in the order they are offered. */
export const providers: readonly Provider[] = [xero];

/** Looks a provider up by its id; undefined for ids of other versions or of pasted text. */
export function findProvider(providerId: string | null): Provider | undefined {
  return providers.find((provider) => provider.id === providerId);
}
