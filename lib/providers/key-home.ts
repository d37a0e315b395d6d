import type { Environment } from '../model/evidence';
import { hostOfPattern, isAmong } from '../model/hosts';
import { isOwnProvider } from '../model/provider-definition';
import type { Provider } from './provider';

/**
 * The origin that the app key of a provider and environment is sealed for and used at (SEC-46): that of its token address
 * without a customer's domain, such as `https://id.books.example`.
 *
 * A built-in provider may have a token host per customer and a revocation host of its own. All of them are pinned in the
 * product, so the key for its home origin is good for them too (`takesAppKey`). A provider described by its user has no
 * pinned hosts: its key is good for the home origin and for nothing else.
 */
export function keyOrigin(provider: Pick<Provider, 'oauth'>, environment: Environment): string {
  return new URL(provider.oauth({ environment }).tokenUrl).origin;
}

/**
 * Whether the app key of a provider, and the tokens it got with that key, may be sent to an address (SEC-46).
 *
 * @param address an address of a token or revocation request; one that is not https is never good
 */
export function takesAppKey(
  provider: Pick<Provider, 'id' | 'hosts' | 'oauth'>,
  environment: Environment,
  address: string,
): boolean {
  const { origin, protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') return false;
  if (origin === keyOrigin(provider, environment)) return true;
  return !isOwnProvider(provider.id) && port === '' && isAmong(hostname, provider.hosts.connection.map(hostOfPattern));
}
