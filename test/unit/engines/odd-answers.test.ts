import { expect, it } from 'vitest';
import { freshAccessToken } from '../../../lib/engines/local/fresh-token';
import { openGrant } from '../../../lib/vault/grants';
import { createWorld, json, storeGrant } from './world';

it.each([
  ['no refresh token in words', { refresh_token: null }, 'refresh-0'],
  ['an empty refresh token', { refresh_token: '' }, 'refresh-0'],
  ['no life in words', { refresh_token: 'refresh-1', expires_in: null }, 'refresh-1'],
  ['a list of scopes', { refresh_token: 'refresh-1', scope: ['accounting'] }, 'refresh-1'],
  ['an id token that is none', { refresh_token: 'refresh-1', id_token: 7 }, 'refresh-1'],
])('SEC-10 an answer with %s cost the tokens beside it', async (_what, more, refreshToken) => {
  const world = await createWorld();
  const { id } = await storeGrant(world, -60_000);
  world.answer = () => json(200, { access_token: 'access-1', token_type: 'Bearer', expires_in: 1800, ...more });
  await freshAccessToken(world.ports, id);
  expect(await openGrant(world.ports.vault, id)).toMatchObject({ tokens: { accessToken: 'access-1', refreshToken } });
});
