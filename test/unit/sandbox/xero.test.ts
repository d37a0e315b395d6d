import { describe, expect, it } from 'vitest';
import { createLimits } from '../../sandbox/xero/limits.ts';
import { coversScope, refuseScopes } from '../../sandbox/xero/scopes.ts';
import { seedFirm } from '../../sandbox/xero/seed.ts';
import { connectableBy } from '../../sandbox/xero/world.ts';

describe('scopes an app may ask for', () => {
  it.each([
    ['openid offline_access accounting.settings.read', undefined],
    ['accounting.invoices', undefined],
    ['accounting.transactions.read', 'invalid_scope : Invalid scope'],
    ['accounting.reports.read', 'invalid_scope : Invalid scope'],
    ['acounting.settings.read', 'invalid_scope : Invalid scope'],
    ['openid finance.statements.read', 'unauthorized_client : Invalid scope for client'],
    ['', 'invalid_scope : Invalid scope'],
  ])('%s', (scopes, refusal) => {
    expect(refuseScopes(scopes.split(' ').filter(Boolean), new Set())).toBe(refusal);
  });

  it('include those the provider granted to this app', () => {
    expect(refuseScopes(['finance.statements.read'], new Set(['finance.statements.read']))).toBeUndefined();
  });

  it('cover reading when they cover writing, not the other way round', () => {
    expect(coversScope(new Set(['accounting.invoices']), 'accounting.invoices.read')).toBe(true);
    expect(coversScope(new Set(['accounting.invoices.read']), 'accounting.invoices')).toBe(false);
  });
});

describe('limits', () => {
  it('count down per organisation, and start again with the next window', () => {
    let nowMs = 1_000_000;
    const limits = createLimits({ nowMs: () => nowMs });
    for (let call = 0; call < 60; call += 1) expect(limits.count('app', 'a', 5000).problem).toBeUndefined();
    expect(limits.count('app', 'a', 5000).problem).toEqual({ kind: 'minute', retryAfterSec: 60 });
    expect(limits.count('app', 'b', 5000).problem).toBeUndefined();
    nowMs += 59_000;
    expect(limits.count('app', 'a', 5000).problem).toEqual({ kind: 'minute', retryAfterSec: 1 });
    nowMs += 1_000;
    expect(limits.count('app', 'a', 5000).headers['x-daylimit-remaining']).toBe('4939');
  });

  it('stop a day at the number of the tier', () => {
    const limits = createLimits({ nowMs: () => 0 });
    limits.count('app', 'a', 2);
    limits.count('app', 'a', 2);
    expect(limits.count('app', 'a', 2).problem?.kind).toBe('day');
  });
});

describe('the seeded firm', () => {
  const firm = seedFirm();

  it('has twelve companies, three bookkeepers and an owner of all', () => {
    expect(new Set(firm.organisations.map((organisation) => organisation.name)).size).toBe(12);
    expect(new Set(firm.organisations.map((organisation) => organisation.shortCode)).size).toBe(12);
    expect(firm.users.map((user) => connectableBy(firm, user.id).length)).toEqual([5, 4, 3, 12]);
  });

  it('is the same at every start', () => {
    expect(seedFirm()).toEqual(firm);
  });
});
