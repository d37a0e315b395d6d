import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type Provider from 'oidc-provider';
import { newHandle } from '../core/random.ts';
import type { Records } from './records.ts';
import type { World } from './world.ts';

export const issuer = 'https://id.books.example';

const minuteSec = 60;

let sharedKey: Promise<{ privateKey: KeyObject }> | undefined;

async function signingKeys(): Promise<object> {
  sharedKey ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { privateKey } = await sharedKey;
  return { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'books-1', use: 'sig', alg: 'RS256' }] };
}

function claimsOf(world: World, accountId: string): object | undefined {
  const person = world.people.find(({ id }) => id === accountId);
  const company = world.companies.find(({ id }) => id === person?.companyId);
  if (!person?.isActive) return undefined;
  return {
    sub: person.id,
    name: person.name,
    email: person.email,
    company_id: company?.id,
    company_name: company?.name,
  };
}

/** A certified OpenID server nobody here wrote, set up as a careful operator would: PKCE, rotation, revocation, `iss`. */
export async function createSignInServer(world: World, records: Records): Promise<Provider> {
  const { default: OidcProvider } = await import('oidc-provider');
  return new OidcProvider(issuer, {
    adapter: (model: string) => records.adapterFor(model),
    jwks: await signingKeys(),
    cookies: { keys: [newHandle()], long: { secure: true }, short: { secure: true } },
    scopes: ['openid', 'offline_access', 'books:read'],
    claims: { openid: ['sub', 'company_id', 'company_name'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context: unknown, client: { clientId: string }, token: { clientId: string }) =>
          token.clientId === client.clientId,
      },
    },
    pkce: { required: () => true },
    rotateRefreshToken: () => world.rotates,
    // Calls of an extension carry an origin of their own; the server refuses those it was not told of.
    clientBasedCORS: () => world.allowsBrowsers,
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    async findAccount(_context: unknown, accountId: string) {
      const claims = claimsOf(world, accountId);
      return claims && { accountId, claims: () => claims };
    },
    ttl: {
      AccessToken: () => world.lifetimes.accessSec,
      RefreshToken: () => world.lifetimes.refreshSec,
      AuthorizationCode: () => minuteSec,
      IdToken: () => 60 * minuteSec,
      Interaction: () => 60 * minuteSec,
      Session: () => 14 * 86_400,
      Grant: () => world.lifetimes.refreshSec,
    },
    async renderError(context: { type: string; body: string }, out: Record<string, unknown>) {
      context.type = 'text/plain; charset=utf-8';
      context.body = Object.entries(out)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('\n');
    },
  });
}
