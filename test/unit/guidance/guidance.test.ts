import { describe, expect, it } from 'vitest';
import { causeRecords } from '../../../lib/causes/cause-records.ts';
import { diagnose } from '../../../lib/diagnosis/diagnose.ts';
import { type Guidance, type GuidanceSubject, guide } from '../../../lib/guidance/guidance.ts';
import { statusFor } from '../../../lib/guidance/status.ts';
import { findVariant, variants } from '../../../lib/guidance/variants.ts';
import { type Cause, causes } from '../../../lib/model/cause.ts';
import type { Diagnosis } from '../../../lib/model/diagnosis.ts';
import { blankEvidence } from '../../../lib/model/evidence.ts';
import type { Text } from '../../../lib/model/text.ts';
import { messages, say } from './words.ts';

const providers = ['xero', 'quickbooks', 'intacct', 'salesforce', 'another'];
const readers = [undefined, 'admin', 'member', 'support'] as const;
const areas = [undefined, 'trial_balance', 'contacts', 'entities', 'accounts'];

function diagnosed(cause: Cause, more: Partial<Diagnosis> = {}): Diagnosis {
  return { cause, confidence: 0.9, ...causeRecords[cause], alternatives: [], rules: ['r'], facts: {}, ...more };
}

function about(providerId: string, more: Partial<GuidanceSubject> = {}): GuidanceSubject {
  return { providerId, providerName: 'Books', companyName: 'Harbour Ltd', ...more };
}

function wordsOf(text: Text): string {
  const key = text.count === undefined ? text.key : `${text.key}_${text.count === 1 ? 'one' : 'other'}`;
  return say(key, text.values) ?? `no words for ${key}`;
}

function allTexts(guidance: Guidance): Text[] {
  const { headline, why, todo, effect, button, actorLine, steps, adminMessage, details } = guidance;
  const { remedies = [], whoMay, stepsFor } = guidance;
  return [
    headline,
    why,
    todo,
    effect,
    button?.label,
    actorLine,
    adminMessage,
    whoMay,
    stepsFor,
    ...remedies.flatMap(({ lead, words }) => [lead, words]),
    ...steps,
    ...details.map(({ label }) => label),
  ].filter((text) => text !== undefined);
}

const cases = causes.flatMap((cause) => providers.map((provider): [Cause, string] => [cause, provider]));

describe('guide', () => {
  it.each(cases)('has words for %s at %s, sure or not, with a name or without', (cause, provider) => {
    for (const confidence of [0.3, 0.95]) {
      for (const userName of [undefined, 'Ann Lee']) {
        for (const area of areas) {
          const guidance = guide(
            diagnosed(cause, { confidence, facts: { code: 'x', retryAfterMs: 61_000 } }),
            about(provider, { userName, area, reader: readers[areas.indexOf(area)] }),
          );
          const said = allTexts(guidance).map(wordsOf);
          expect(said.filter((words) => words.startsWith('no words'))).toEqual([]);
          expect(said.filter((words) => /\$\d|undefined| {2}/.test(words))).toEqual([]);
        }
      }
    }
  });

  it.each(causes)('has words of its own for %s at each provider that comes with the product', (cause) => {
    const said = providers.map((provider) => {
      const { headline, why, todo, steps } = guide(diagnosed(cause), about(provider, { userName: 'Ann Lee' }));
      const texts = [headline, why, todo, ...steps].filter((part) => part !== undefined);
      return texts.map(wordsOf).join(' ');
    });
    expect(new Set(said).size).toBe(providers.length);
  });

  it('has no words left over that no cause and no provider uses', () => {
    const used = new Set<string>();
    for (const [cause, provider] of cases) {
      for (const confidence of [0.3, 0.95]) {
        for (const userName of [undefined, 'Ann']) {
          for (const area of areas) {
            for (const actor of ['you', 'company_admin', 'plan_owner', 'app_owner', 'provider', 'nobody'] as const) {
              for (const retryAfterMs of [undefined, 60_000, 40_000_000]) {
                for (const reconnectHelps of ['yes', 'no'] as const) {
                  const facts = {
                    code: 'c',
                    description: 'd',
                    status: 400,
                    requestId: 'r',
                    retryAfterMs,
                    missingScope: 's',
                    plan: 'p',
                    subscriptionStatus: 's',
                    area,
                    grantEndsAtMs: 1,
                    clockOffsetMs: 1,
                  };
                  const diagnosis = diagnosed(cause, {
                    confidence,
                    actor,
                    reconnectHelps,
                    facts,
                    alternatives: [{ cause: 'unknown', confidence: 0.2 }],
                  });
                  for (const text of allTexts(
                    guide(
                      diagnosis,
                      about(provider, {
                        userName,
                        area,
                        reader: readers[areas.indexOf(area)],
                        nextTryAtMs: 1,
                        note: 'Ask.',
                      }),
                    ),
                  )) {
                    for (const form of text.count === undefined ? [''] : ['_one', '_other']) used.add(text.key + form);
                  }
                }
              }
            }
          }
        }
      }
    }
    const ours = Object.keys(messages).filter((key) => /^(?:cause_|admin_message_|guidance_)/.test(key));
    expect(ours.filter((key) => !used.has(key))).toEqual([]);
  });

  it('says who has to act, unless it is the reader', () => {
    expect(guide(diagnosed('user_permission_insufficient'), about('xero')).actorLine?.key).toBe(
      'guidance_actor_company_admin',
    );
    expect(guide(diagnosed('provider_outage'), about('xero')).actorLine?.key).toBe('guidance_actor_provider');
    expect(guide(diagnosed('grant_revoked'), about('xero')).actorLine).toBeUndefined();
  });

  it.each(causes.filter((cause) => !['you', 'nobody', 'provider'].includes(causeRecords[cause].actor)))(
    'has a message ready for the person who must act on %s (UX-71)',
    (cause) => {
      expect(guide(diagnosed(cause), about('quickbooks')).adminMessage).toBeDefined();
    },
  );

  it.each(cases)(
    'says of %s at %s what each reader can do, and both sides while nobody said who reads',
    (cause, provider) => {
      const told = (reader?: 'admin' | 'member' | 'support') =>
        guide(diagnosed(cause), about(provider, { reader })).remedies ?? [];
      const both = told();
      if (both.length === 0) {
        // Nobody's rights make a difference: nobody acts, or it is about this very device, or about our own request.
        expect(['you', 'nobody', 'provider']).toContain(causeRecords[cause].actor);
        expect(causeRecords[cause].action).not.toBe('reconnect');
        return;
      }
      expect(both.map(({ reader, lead }) => [reader, lead !== undefined])).toEqual([
        ['admin', true],
        ['member', true],
      ]);
      for (const reader of ['admin', 'member', 'support'] as const) {
        expect(told(reader).map((remedy) => [remedy.reader, remedy.lead])).toEqual([[reader, undefined]]);
      }
      const keys = (['admin', 'member', 'support'] as const).map((reader) => told(reader)[0]?.words.key);
      expect(new Set(keys).size).toBe(3);
    },
  );

  it('calls the steps the admin’s where they are, but not to an admin', () => {
    const cause = 'user_permission_insufficient';
    expect(guide(diagnosed(cause), about('xero')).stepsFor?.key).toBe('guidance_steps_for_admin');
    expect(guide(diagnosed(cause), about('xero', { reader: 'admin' })).stepsFor).toBeUndefined();
    expect(guide(diagnosed('grant_revoked'), about('xero')).stepsFor).toBeUndefined();
  });

  it('offers no sign-in where signing in cannot help', () => {
    for (const cause of causes) {
      expect(guide(diagnosed(cause, { reconnectHelps: 'no' }), about('xero')).button?.action).not.toBe('reconnect');
    }
  });

  it('tells an inferred cause as likely and a certain one as a fact', () => {
    expect(wordsOf(guide(diagnosed('grant_revoked', { confidence: 0.6 }), about('another')).why)).toMatch(
      /^Most likely /,
    );
    expect(wordsOf(guide(diagnosed('grant_revoked', { confidence: 0.95 }), about('another')).why)).not.toMatch(
      /likely/,
    );
  });

  it('names the person whose right is missing, where the name is known', () => {
    expect(wordsOf(guide(diagnosed('user_inactive'), about('another', { userName: 'Ann Lee' })).why)).toContain(
      'Ann Lee',
    );
  });

  it('gives the click path of the provider, and that of reports for reports', () => {
    const usual = guide(diagnosed('user_permission_insufficient'), about('xero', { area: 'contacts' }));
    const reports = guide(diagnosed('user_permission_insufficient'), about('xero', { area: 'trial_balance' }));
    expect(usual.steps.map(wordsOf).join(' ')).toContain('Standard or Adviser');
    expect(reports.steps.map(wordsOf).join(' ')).toContain('permission for reports');
    expect(guide(diagnosed('user_permission_insufficient'), about('another')).steps).toEqual([]);
  });

  it.each([
    [20_000, '1 minute.'],
    [61_000, '2 minutes.'],
    [7_200_000, '2 hours.'],
    [86_400_000, '24 hours.'],
  ])('says how long to wait when the provider asks for %d ms', (retryAfterMs, words) => {
    expect(wordsOf(guide(diagnosed('rate_limited', { facts: { retryAfterMs } }), about('xero')).todo)).toContain(words);
  });

  it.each([
    [Date.UTC(2026, 10, 22, 12), '2026-11-22 12:00'],
    [Number.MAX_SAFE_INTEGER, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [Number.NaN, undefined],
  ])('names the next try at %d as %s: what is never due has no date', (nextTryAtMs, shown) => {
    const { details } = guide(diagnosed('grant_revoked'), about('xero', { nextTryAtMs }));
    expect(details.find(({ label }) => label.key === 'guidance_detail_next_try')?.value).toBe(shown);
  });

  it('keeps codes to the technical details', () => {
    const diagnosis = diagnose({
      ...blankEvidence('quickbooks', 'api'),
      answer: {
        status: 403,
        headers: { intuit_tid: '1-2-3' },
        body: '{"fault":{"error":[{"message":"m","code":"3100"}]}}',
      },
    });
    const { details } = guide(diagnosis, about('quickbooks'));
    const shown = Object.fromEntries(details.map(({ label, value }) => [label.key, value]));
    expect(shown).toMatchObject({
      guidance_detail_code: '3100',
      guidance_detail_status: '403',
      guidance_detail_request_id: '1-2-3',
    });
    expect(shown.guidance_detail_rules).toContain('quickbooks-3100');
  });
});

describe('variants', () => {
  it('replace only words that the cause has', () => {
    const known = ['why', 'why_likely', 'todo', 'message'];
    expect(variants.flatMap((variant) => variant.parts.filter((part) => !known.includes(part)))).toEqual([]);
    expect(variants.filter(({ parts, steps }) => parts.length === 0 && steps === 0)).toEqual([]);
  });

  it('are found by provider and cause', () => {
    expect(findVariant('xero', 'grant_revoked', undefined)?.key).toBe('guidance_xero_grant_revoked');
    expect(findVariant('another', 'grant_revoked', undefined)).toBeUndefined();
  });
});

describe('statusFor', () => {
  it.each([
    ['not_an_auth_problem', 'connected'],
    ['network_unreachable', 'offline'],
    ['unknown', 'unknown'],
    ['access_token_expired', 'waiting'],
    ['rate_limited', 'waiting'],
    ['provider_outage', 'waiting'],
    ['grant_revoked', 'needs_you'],
    ['user_permission_insufficient', 'needs_you'],
    ['plan_restricted', 'needs_you'],
    ['client_credentials_invalid', 'needs_you'],
    ['clock_skew', 'needs_you'],
    ['request_invalid', 'needs_you'],
  ] as const)('calls a connection with %s %s', (cause, status) => {
    expect(statusFor(diagnosed(cause))).toBe(status);
  });
});
