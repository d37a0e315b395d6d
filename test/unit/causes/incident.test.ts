import { describe, expect, it } from 'vitest';
import { incidentKeyOf, incidentOf, isSharedKey } from '../../../lib/causes/incident';
import type { Cause } from '../../../lib/model/cause';
import type { Connection } from '../../../lib/model/connection';
import { aConnection, aDiagnosis, aFailing } from '../components/samples';

function failing(cause: Cause, changes: Partial<Connection> = {}): Connection {
  return aFailing(aDiagnosis({ cause }), changes);
}

const elsewhere = { id: 'c2', grantId: 'g2', tenantId: 't2', sortName: 'bramley' };

describe('what failing connections share', () => {
  it.each<[string, Connection, Connection, boolean]>([
    [
      'a grant that ended',
      failing('grant_revoked', { hasGrantFailed: true }),
      failing('grant_invalid', { ...elsewhere, grantId: 'g1', hasGrantFailed: true }),
      true,
    ],
    [
      'two grants that ended',
      failing('grant_revoked', { hasGrantFailed: true }),
      failing('grant_revoked', { ...elsewhere, hasGrantFailed: true }),
      false,
    ],
    [
      'two companies of one grant that admins disconnected one by one',
      failing('tenant_unavailable'),
      failing('tenant_unavailable', { ...elsewhere, grantId: 'g1' }),
      false,
    ],
    ['an outage', failing('provider_outage'), failing('provider_outage', elsewhere), true],
    [
      'outages of two providers',
      failing('provider_outage'),
      failing('provider_outage', { ...elsewhere, providerId: 'quickbooks' }),
      false,
    ],
    ['an app key', failing('client_credentials_invalid'), failing('client_credentials_invalid', elsewhere), true],
    [
      'an app key of the test environment',
      failing('client_credentials_invalid'),
      failing('client_credentials_invalid', { ...elsewhere, environment: 'sandbox' }),
      false,
    ],
    [
      'a network, whatever the provider',
      failing('network_unreachable'),
      failing('network_unreachable', { ...elsewhere, providerId: 'quickbooks' }),
      true,
    ],
    [
      'roles in two companies',
      failing('user_permission_insufficient'),
      failing('user_permission_insufficient', elsewhere),
      false,
    ],
    [
      'browser access to one provider',
      aConnection({ status: 'needs_you', hold: 'no_permission' }),
      aConnection({ ...elsewhere, status: 'needs_you', hold: 'no_permission' }),
      true,
    ],
    [
      'a definition that cannot be used, whatever failed before',
      failing('provider_outage', { providerId: 'own-acme', block: 'provider_missing' }),
      failing('grant_revoked', {
        ...elsewhere,
        providerId: 'own-acme',
        hasGrantFailed: true,
        block: 'provider_missing',
      }),
      true,
    ],
  ])('%s', (_what, one, other, isOne) => {
    expect(incidentKeyOf(one)).toBeDefined();
    expect(incidentKeyOf(one) === incidentKeyOf(other)).toBe(isOne);
    if (isOne) expect(isSharedKey(incidentKeyOf(one) ?? '')).toBe(true);
  });

  it('is an app that its owner has to mend, not one that each company has to allow', () => {
    const blocked = aFailing(aDiagnosis({ cause: 'app_not_authorized', actor: 'app_owner' }));
    expect(incidentOf(blocked)?.kind).toBe('app');
    expect(incidentOf(aFailing(aDiagnosis({ cause: 'app_not_authorized', actor: 'company_admin' })))).toBeUndefined();
  });

  it('is nothing for what works or is paused', () => {
    expect(incidentKeyOf(aConnection())).toBeUndefined();
    expect(incidentKeyOf(failing('provider_outage', { isPaused: true }))).toBeUndefined();
  });
});
