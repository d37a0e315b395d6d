import { describe, expect, it } from 'vitest';
import { toConnectionView } from '../../../../components/view/connection-view';
import type { ActionKind } from '../../../../components/view/primary-action';
import type { Connection } from '../../../../lib/model/connection';
import type { FlowStep } from '../../../../lib/model/flow';
import { aConnection, aDiagnosis, aFailing, aFlow, calm, minuteMs, nowMs, roleDiagnosis } from '../samples';

const outage = aDiagnosis({ cause: 'provider_outage', action: 'wait', actor: 'provider', reconnectHelps: 'no' });
const badKey = aDiagnosis({ cause: 'client_credentials_invalid', action: 'fix_app_config', reconnectHelps: 'no' });
const unclear = aDiagnosis({ cause: 'unknown', action: 'contact_support', reconnectHelps: 'maybe' });

describe('a warning', () => {
  const ended = { company: { notice: 'subscription_ended' as const } };

  it('stands beside what works, and changes nothing about its state', () => {
    const view = toConnectionView(aConnection(ended), calm);
    expect(view.status).toBe('connected');
    expect(view.headline?.key).toBe('notice_subscription_ended_headline');
    expect(view.guidance?.adminMessage?.key).toBe('notice_subscription_ended_message');
    expect(view.primary?.kind).toBe('check');
  });

  it('gives way to what is wrong, and says nothing while paused', () => {
    expect(toConnectionView(aFailing(outage, ended), calm).headline?.key).toBe('cause_provider_outage_headline');
    expect(toConnectionView(aConnection({ ...ended, isPaused: true }), calm).headline).toBeUndefined();
  });
});

describe('a connection whose provider is not known', () => {
  it('is called by the id of its provider, without the prefix of one’s own', () => {
    const own = toConnectionView(aConnection({ providerId: 'own-acme-books', block: 'provider_missing' }), calm);
    expect([own.providerName, own.monogram]).toEqual(['acme-books', 'AC']);
    expect(own.headline?.values?.[0]).toBe('acme-books');
    expect(toConnectionView(aConnection({ providerId: 'zoho' }), calm).providerName).toBe('zoho');
  });
});

describe('a connection whose name was damaged', () => {
  it('has the company’s id for a name, rather than none', () => {
    expect(toConnectionView(aConnection({ companyName: '' }), calm).companyName).toBe('t1');
    expect(toConnectionView(aConnection({ companyName: '', nickname: 'Bakery' }), calm).companyName).toBe('Bakery');
  });
});

describe('the primary action', () => {
  it.each<[string, Connection, Partial<typeof calm>, ActionKind | undefined, boolean]>([
    ['reconnects where that helps', aFailing(), {}, 'reconnect', true],
    ['never offers a reconnect that cannot help', aFailing(roleDiagnosis), {}, 'copy_message', true],
    ['leads to the app key where that is the cause', aFailing(badKey), {}, 'open_apps', true],
    ['only checks where nobody has to act', aFailing(outage, { status: 'waiting' }), {}, 'check', false],
    ['checks what works', aConnection(), {}, 'check', false],
    ['resumes what is paused', aConnection({ isPaused: true }), {}, 'resume', false],
    [
      'is absent while a check runs',
      aConnection(),
      { activity: { c1: { kind: 'checking', sinceMs: nowMs } } },
      undefined,
      false,
    ],
    ['is absent without network', aConnection(), { isOnline: false }, undefined, false],
    [
      'still leads on when the network is gone but the person is needed',
      aFailing(),
      { isOnline: false },
      'reconnect',
      true,
    ],
    ['checks an unclear failure quietly', aFailing(unclear, { status: 'unknown' }), {}, 'check', false],
    [
      'gives back browser access (SEC-72)',
      aConnection({ status: 'needs_you', hold: 'no_permission' }),
      {},
      'allow',
      true,
    ],
    [
      'asks for a missing app key',
      aConnection({ status: 'needs_you', hold: 'no_app_credentials' }),
      {},
      'open_apps',
      true,
    ],
    [
      'reconnects when the stored sign-in is damaged',
      aConnection({ status: 'needs_you', hold: 'sign_in_unreadable' }),
      {},
      'reconnect',
      true,
    ],
  ])('%s', (_title, connection, moment, kind, isProminent) => {
    const { primary } = toConnectionView(connection, { ...calm, ...moment });
    expect(primary?.kind).toBe(kind);
    expect(primary?.isProminent ?? false).toBe(isProminent);
  });

  it.each<[FlowStep, ActionKind | undefined]>([
    ['waiting_for_you', 'show_sign_in'],
    ['stalled', 'open_in_tab'],
    ['finishing', undefined],
    ['other_company', 'decide'],
    ['done', 'reconnect'],
    ['failed', 'reconnect'],
    ['interrupted', 'reconnect'],
  ])('follows its own sign-in: %s', (step, kind) => {
    const view = toConnectionView(aFailing(), { ...calm, flow: aFlow({ step }) });
    expect(view.primary?.kind).toBe(kind);
  });

  it('is not touched by the sign-in of another connection', () => {
    const view = toConnectionView(aFailing(), { ...calm, flow: aFlow({ connectionId: 'c9' }) });
    expect(view.primary?.kind).toBe('reconnect');
  });
});

describe('toConnectionView', () => {
  it('keeps both times, relative and exact (UX-03)', () => {
    const view = toConnectionView(aConnection({ lastSuccessAtMs: nowMs - 120 * minuteMs }), calm);
    expect(view.checked?.relative).toMatch(/^3 min/);
    expect(view.succeeded?.relative).toMatch(/^2 h/);
    expect(view.checked?.exact).toContain('2026');
  });

  it('shows the name a person gave, and what the provider calls it', () => {
    const view = toConnectionView(aConnection({ nickname: 'The bakery' }), calm);
    expect(view.companyName).toBe('The bakery');
    expect(view.nameAtProvider).toBe('Alder & Finch Ltd');
  });

  it('has words about a failure, and none about what works', () => {
    expect(toConnectionView(aFailing(), calm).headline?.key).toContain('grant_revoked');
    expect(toConnectionView(aConnection(), calm).headline).toBeUndefined();
  });

  it('says nothing about a failure that may mend itself (UX-05)', () => {
    expect(
      toConnectionView(aFailing(undefined, { status: 'waiting', failingSinceMs: nowMs - 1000 }), calm).guidance,
    ).toBeUndefined();
  });

  it('does not blame the provider while the device is offline (UX-04)', () => {
    const view = toConnectionView(aFailing(outage, { status: 'waiting' }), { ...calm, isOnline: false });
    expect(view.headline).toBeUndefined();
  });

  it('tells what this device holds up before any older diagnosis', () => {
    const view = toConnectionView(aFailing(undefined, { hold: 'no_permission' }), calm);
    expect(view.headline?.key).toBe('status_hold_no_permission_headline');
  });

  it('names the next check, but not one that never comes', () => {
    expect(toConnectionView(aConnection(), calm).nextCheck?.relative).toMatch(/20 min/);
    const never = { nextDueAtMs: Number.MAX_SAFE_INTEGER };
    expect(toConnectionView(aConnection({ isPaused: true, ...never }), calm).nextCheck).toBeUndefined();
    expect(toConnectionView(aFailing(undefined, never), calm).nextCheck).toBeUndefined();
  });

  it('leaves a connection of an unknown provider readable', () => {
    const view = toConnectionView(aConnection({ providerId: 'later' }), calm);
    expect(view.providerName).toBe('later');
    expect(view.monogram).toBe('LA');
  });
});
