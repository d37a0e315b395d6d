import { describe, expect, it } from 'vitest';
import { basicCredentials } from '../../../lib/oauth/oauth-client';

const app = { id: 'own-ledger:production', providerId: 'own-ledger', environment: 'production' as const };

function sent(clientId: string, clientSecret?: string): string {
  const header = basicCredentials({ ...app, clientId, clientSecret });
  return atob(header.replace(/^Basic /, ''));
}

describe('basicCredentials', () => {
  it('leaves unreserved characters alone: servers that do not decode refused every secret with a hyphen', () => {
    expect(sent('ledger-app_1.x~y', 'a-b_c.d~e')).toBe('ledger-app_1.x~y:a-b_c.d~e');
  });

  it('encodes what could be mistaken for something else (RFC 6749 §2.3.1)', () => {
    expect(sent('a:b', 'c+d/e=%25 ü')).toBe('a%3Ab:c%2Bd%2Fe%3D%2525%20%C3%BC');
  });

  it('has an empty secret where none is stored', () => {
    expect(sent('ledger-app')).toBe('ledger-app:');
  });
});
