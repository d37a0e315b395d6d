import { describe, expect, it } from 'vitest';
import { keyForElsewhere } from '../../../../components/view/app-key';
import type { AppSummary } from '../../../../lib/model/app-credentials';
import { customProfile } from '../../../../lib/providers/custom/profile';
import { aDefinition } from '../../providers/own-sample';

const provider = customProfile(aDefinition);
const app: AppSummary = {
  id: 'own-acme:production',
  providerId: provider.id,
  environment: 'production',
  clientIdEnd: '1234',
  hasSecret: false,
  savedAtMs: 0,
  tokenOrigin: 'https://elsewhere.example',
};

describe('SEC-46 keyForElsewhere', () => {
  it('asks for the key of the new address', () => {
    expect(keyForElsewhere(app, provider)?.key).toBe('console_app_for_elsewhere');
    expect(keyForElsewhere({ ...app, tokenOrigin: provider.tokenOrigin }, provider)).toBeUndefined();
  });

  it('asked for a key that only the administrator can set', () => {
    expect(keyForElsewhere({ ...app, isManaged: true }, provider)?.key).toBe('console_app_managed_for_elsewhere');
  });
});
