import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guideModelFor as modelAt } from '../../../../lib/guidance/screens/guide-model';
import type { ScreenMoment } from '../../../../lib/guidance/screens/screen-moment';
import type { GuideTexts } from '../../../../lib/messages/page-requests';
import { type Cause, causes } from '../../../../lib/model/cause';
import type { Connection } from '../../../../lib/model/connection';
import type { Diagnosis } from '../../../../lib/model/diagnosis';
import type { Flow, FlowStep } from '../../../../lib/model/flow';
import type { Text } from '../../../../lib/model/text';
import { findProvider } from '../../../../lib/providers';
import { providerPaths } from '../../../../lib/providers/paths';
import { findScreen, providerScreens } from '../../../../lib/providers/screens';

const words: Record<string, { message: string }> = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8'));

const screen = (id: string): ScreenMoment['screen'] => {
  const found = findScreen(id);
  if (!found) throw new Error(`no screen ${id}`);
  return found;
};

const diagnosed = (cause: Cause): Diagnosis => ({
  cause,
  confidence: 0.9,
  action: 'reconnect',
  actor: 'company_admin',
  reconnectHelps: 'no',
  alternatives: [],
  rules: [],
  facts: {},
});

const connection = (more: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  providerId: 'xero',
  environment: 'production',
  grantId: 'g1',
  tenantId: 'tenant-1',
  companyName: 'Acme Ltd',
  nickname: 'The bakers',
  userName: 'Maya',
  company: { screenKey: '!acme' },
  status: 'connected',
  isPaused: false,
  connectedAtMs: 1,
  lastCheckedAtMs: 5,
  failuresInRow: 0,
  nextDueAtMs: 9,
  needRank: 4,
  sortName: 'acme ltd',
  ...more,
});

const flow = (step: FlowStep, more: Partial<Flow> = {}): Flow => ({
  id: 'f1',
  providerId: 'xero',
  environment: 'production',
  how: 'window',
  step,
  startedAtMs: 1,
  ...more,
});

const textsOf = (model: GuideTexts): Text[] =>
  [model.statusWord, model.headline, model.why, model.who, ...model.steps].filter((item) => item !== undefined);

/** Every text must have its words, and give as many values as the words ask for. */
function expectWords(model: GuideTexts): void {
  for (const { key, values, count } of textsOf(model)) {
    const message = words[count === undefined ? key : `${key}_other`]?.message;
    expect(message, key).toBeDefined();
    // What stands below the words in our own window is not on the provider's page.
    expect(message, key).not.toMatch(/\bbelow\b/);
    const wanted = Math.max(0, ...[...(message ?? '').matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
    expect(values?.length ?? 0, key).toBeGreaterThanOrEqual(wanted);
  }
}

const guideModelFor = (moment: Omit<ScreenMoment, 'nowMs'>): ReturnType<typeof modelAt> =>
  modelAt({ nowMs: 1_000_000, ...moment });

describe('on the consent screen', () => {
  const consent = screen('xero.consent');

  it('names the company to choose, and its key, while a connection is being repaired', () => {
    const model = guideModelFor({
      screen: consent,
      connection: connection({ status: 'needs_you' }),
      flow: flow('waiting_for_you', { connectionId: 'c1' }),
    });
    expect(model).toMatchObject({
      status: 'pending',
      companyName: 'Acme Ltd',
      headline: { key: 'guide_consent_reconnect', values: ['Acme Ltd', 'Xero', 'Maya'] },
      who: { key: 'guide_consent_person' },
      pick: { key: 'tenant-1', name: 'Acme Ltd' },
    });
    expect(model?.steps).toHaveLength(3);
  });

  it.each([
    ['a first sign-in', undefined],
    ['a reconnect', connection({ status: 'needs_you', providerId: 'quickbooks' })],
  ])('leaves it to the people whether to take a connection over, in %s', (_what, repaired) => {
    const model = guideModelFor({
      screen: screen('quickbooks.take_over'),
      ...(repaired ? { connection: repaired } : {}),
      flow: flow('waiting_for_you', { providerId: 'quickbooks' }),
    });
    expect(model).toMatchObject({ headline: { key: 'guide_consent_take_over' } });
    expect(model?.steps).toHaveLength(3);
    expect(model?.pick).toBeUndefined();
    if (model) expectWords(model);
  });

  it.each(['xero', 'quickbooks', 'intacct'])(
    'says of each thing %s is asked for what it is for, and of nothing else',
    (id) => {
      const shown = screen(`${id}.consent`);
      const asked = findProvider(id)?.oauth({ environment: 'production' }).scopes ?? [];
      expect((shown.permissions ?? []).flat().sort()).toEqual([...asked].sort());
      const { permissions } = guideModelFor({ screen: shown, flow: flow('waiting_for_you', { providerId: id }) }) ?? {};
      expect(permissions?.items).toHaveLength(shown.permissions?.length ?? 0);
      for (const { key } of permissions?.items ?? []) expect(words[key]?.message, key).toMatch(/\w{3}/);
    },
  );

  it('names no company while a new one is being connected', () => {
    const model = guideModelFor({ screen: consent, flow: flow('waiting_for_you') });
    expect(model).toMatchObject({ status: 'pending', headline: { key: 'guide_consent_connect' } });
    const { choices: _none, ...plain } = consent;
    const without = guideModelFor({ screen: plain, flow: flow('waiting_for_you') });
    expect(without?.headline.key).toBe('guide_consent_check');
    expect(model).not.toHaveProperty('companyName');
    expect(model).not.toHaveProperty('pick');
  });

  it.each([undefined, 'finishing', 'choose', 'done', 'failed', 'interrupted'] as const)(
    'says nothing when the sign-in is not ours to see (%s)',
    (step) => {
      expect(guideModelFor({ screen: consent, flow: step && flow(step) })).toBeUndefined();
    },
  );
});

describe('on the pages that refuse a sign-in', () => {
  it.each([
    ['xero.oauth_error', 'redirect_uri_mismatch', 3],
    ['xero.oauth_error', 'client_credentials_invalid', 3],
    ['xero.limit', 'app_not_authorized', 3],
    ['xero.oauth_error', 'request_invalid', 1],
  ] as const)('on %s says what %s means, what to do and who acts', (id, cause, steps) => {
    const model = guideModelFor({
      screen: screen(id),
      flow: flow('waiting_for_you'),
      diagnosis: { ...diagnosed(cause), actor: 'app_owner' },
    });
    expect(model).toMatchObject({
      status: 'needs_you',
      headline: { key: `cause_${cause}_headline` },
      who: { key: 'guidance_actor_app_owner' },
    });
    expect(model?.steps).toHaveLength(steps);
  });

  it('says how to go on when the page was not understood', () => {
    const model = guideModelFor({ screen: screen('xero.oauth_error'), flow: flow('stalled') });
    expect(model?.headline.key).toBe('guide_refusal_unread');
  });

  it('says nothing about a sign-in of somebody else', () => {
    expect(guideModelFor({ screen: screen('xero.oauth_error'), diagnosis: diagnosed('unknown') })).toBeUndefined();
  });
});

describe('on the users screen', () => {
  const users = screen('xero.users');

  it('shows the way when the person lacks a permission', () => {
    const model = guideModelFor({
      screen: users,
      connection: connection({ status: 'needs_you', diagnosis: diagnosed('user_permission_insufficient') }),
    });
    expect(model?.why).toEqual({
      key: 'cause_user_permission_insufficient_why_named',
      values: ['Acme Ltd', 'Xero', 'Maya'],
    });
    expect(model?.steps.map((step) => step.key)).toEqual([
      'provider_xero_path_user_permission_insufficient_menu',
      'provider_xero_path_user_permission_insufficient_settings',
      'provider_xero_path_user_permission_insufficient_users',
      'provider_xero_path_user_permission_insufficient_person',
      'provider_xero_path_user_permission_insufficient_role',
      'provider_xero_path_user_permission_insufficient_save',
    ]);
    expect(model?.path).toMatchObject({ isFollowed: false, steps: { length: 6 } });
    expect(model?.names).toEqual({ person: ['Maya'], app: ['Ledgerline'], company: ['Acme Ltd'] });
  });

  it('shows the way to another kind of right where the kind of data has one', () => {
    const failing = diagnosed('user_permission_insufficient');
    const model = guideModelFor({
      screen: users,
      connection: connection(),
      areaDiagnosis: { ...failing, facts: { area: 'profit_and_loss' } },
    });
    expect(model?.status).toBe('connected');
    expect(model?.steps.map((step) => step.key)).toContain(
      'provider_xero_path_user_permission_insufficient_reports_reports',
    );
    expect(model?.path?.steps.map(({ id }) => id)).toContain('reports');
  });

  it('says whom to ask when the page shows that its user may not change it', () => {
    const model = guideModelFor({
      screen: users,
      connection: connection({ status: 'needs_you', diagnosis: diagnosed('user_permission_insufficient') }),
      progress: { step: 0, seenAtMs: 999_000, signs: ['no_right_to_manage'] },
    });
    expect(model?.headline.key).toBe('guide_no_right');
    expect(model?.lacksPermission).toBe(true);
    expect(model?.steps.map((step) => step.key)).toEqual(['guide_no_right_step', 'guide_todo_message']);
    expect(model?.path).toBeUndefined();
  });

  it('says fixed after a good check at the end of the way, and not fixed yet after a bad one', () => {
    const progress = {
      cause: 'user_permission_insufficient',
      step: 6,
      seenAtMs: 990_000,
      signs: [],
      checkedAtMs: 991_000,
      wasEnd: true,
    } as const;
    const fixed = guideModelFor({ screen: users, connection: connection(), progress: { ...progress, signs: [] } });
    expect(fixed?.headline.key).toBe('guide_fixed');
    const still = guideModelFor({
      screen: users,
      connection: connection({
        status: 'needs_you',
        diagnosis: diagnosed('user_permission_insufficient'),
        lastCheckedAtMs: 992_000,
      }),
      progress: { ...progress, signs: [] },
    });
    expect(still?.headline.key).toBe('guide_not_fixed');
    expect(still?.path?.isFollowed).toBe(true);
    const forSign = guideModelFor({
      screen: users,
      connection: connection({
        status: 'needs_you',
        diagnosis: diagnosed('user_permission_insufficient'),
        lastCheckedAtMs: 992_000,
      }),
      progress: { ...progress, signs: [], wasEnd: false },
    });
    expect(forSign?.headline.key).not.toBe('guide_not_fixed');
  });

  it('has nothing left to do at the end of the way, as long as the check of it is not over', () => {
    const at = (checkedAtMs: number, wasEnd: boolean, lastCheckedAtMs = 900_000) =>
      guideModelFor({
        screen: users,
        connection: connection({
          status: 'needs_you',
          diagnosis: diagnosed('user_permission_insufficient'),
          lastCheckedAtMs,
        }),
        progress: { cause: 'user_permission_insufficient', step: 3, seenAtMs: 999_000, signs: [], checkedAtMs, wasEnd },
      })?.path?.isUnderCheck;
    expect(at(1_010_000, true)).toBe(true);
    expect(at(999_500, true)).toBe(true);
    expect(at(999_500, true, 999_600)).toBe(false);
    expect(at(969_000, true)).toBe(false);
    expect(at(1_010_000, false)).toBe(false);
  });

  it('is like any other screen of the company when users are not the cause', () => {
    const fine = connection();
    expect(guideModelFor({ screen: users, connection: fine })).toEqual(
      guideModelFor({ screen: screen('xero.shell'), connection: fine }),
    );
  });

  it('says nothing when the company is not known', () => {
    expect(guideModelFor({ screen: users })).toBeUndefined();
  });
});

describe('on the screens where apps, plans and rules are kept', () => {
  const about = { ...screen('xero.users'), steps: { app_not_authorized: 2, plan_restricted: 1 } };
  const places = (['apps', 'billing', 'settings'] as const).map((kind) => [kind, { ...about, kind }] as const);

  it.each(places)('shows the way on a screen of %s that mends the cause', (_kind, place) => {
    const model = guideModelFor({
      screen: place,
      connection: connection({ status: 'needs_you', diagnosis: diagnosed('app_not_authorized') }),
    });
    expect(model?.steps).toHaveLength(2);
  });

  it.each(places)('says nothing on a screen of %s about anything else', (_kind, place) => {
    const other = connection({ status: 'needs_you', diagnosis: diagnosed('grant_revoked') });
    expect(guideModelFor({ screen: place, connection: other })).toBeUndefined();
    expect(guideModelFor({ screen: place, connection: connection() })).toBeUndefined();
    expect(guideModelFor({ screen: place })).toBeUndefined();
  });
});

describe('in the product shell', () => {
  const shell = screen('xero.shell');

  it('says nothing about a company that is not watched', () => {
    expect(guideModelFor({ screen: shell, flow: flow('waiting_for_you') })).toBeUndefined();
  });

  it.each([
    [{}, 'connected', 'guide_company_connected'],
    [{ isPaused: true }, 'paused', 'guide_company_paused'],
    [{ status: 'unknown' }, 'unknown', 'guide_company_unchecked'],
    [{ status: 'needs_you', hold: 'no_permission' }, 'needs_you', 'status_hold_no_permission_headline'],
    [{ status: 'waiting', diagnosis: diagnosed('rate_limited') }, 'waiting', 'cause_rate_limited_headline'],
  ] as const)('tells the state of %o', (more, status, headline) => {
    const model = guideModelFor({ screen: shell, connection: connection(more) });
    expect(model).toMatchObject({ status, headline: { key: headline }, companyName: 'Acme Ltd', checkedAtMs: 5 });
  });

  it('uses the name the provider shows, not the one the person gave (UX-57)', () => {
    const model = guideModelFor({ screen: shell, connection: connection() });
    expect(JSON.stringify(model)).not.toContain('The bakers');
  });
});

describe('guideModelFor', () => {
  it('has words for every screen, cause, state and sign-in', () => {
    const flows = [undefined, flow('waiting_for_you'), flow('waiting_for_you', { companyName: 'Acme Ltd' })];
    const holds = [undefined, 'no_permission', 'no_app_credentials', 'sign_in_unreadable'] as const;
    const statuses = ['needs_you', 'unknown', 'waiting', 'offline', 'connected'] as const;
    for (const place of providerScreens) {
      for (const cause of causes) {
        for (const status of statuses) {
          for (const hold of holds) {
            for (const pending of flows) {
              const diagnosis = diagnosed(cause);
              const model = guideModelFor({
                screen: place,
                connection: connection({ status, diagnosis, hold }),
                flow: pending,
                diagnosis,
              });
              if (model) expectWords(model);
            }
          }
        }
      }
    }
  }, 30_000);

  it('takes the way that fits what the provider said', () => {
    const told = (cause: Cause, facts: Diagnosis['facts']): string[] =>
      modelAt({
        screen: screen('salesforce.shell'),
        connection: connection({
          providerId: 'salesforce',
          status: 'needs_you',
          diagnosis: { ...diagnosed(cause), facts },
        }),
        nowMs: 10,
      })?.path?.steps.map(({ id }) => id) ?? [];
    expect(told('app_not_authorized', { code: 'OAUTH_APP_BLOCKED' }).at(-1)).toBe('unblock');
    expect(told('app_not_authorized', { code: 'invalid_app_access' })).toContain('permitted');
    expect(told('app_not_authorized', { code: 'OAUTH_EC_APP_NOT_FOUND' }).at(-1)).toBe('confirm');
    expect(told('access_policy_blocked', { description: 'ip restricted' })).toContain('relax');
    expect(
      told('access_policy_blocked', { description: 'This session is not valid for use with the REST API' }),
    ).toContain('lock');
    expect(told('access_policy_blocked', { description: 'LOGIN_DURING_RESTRICTED_TIME' })).toEqual([]);
  });

  it('warns when the page that asks is another company’s, and points at nothing there', () => {
    const at = (companyKey: string) =>
      modelAt({
        screen: screen('salesforce.consent'),
        connection: connection({ providerId: 'salesforce', company: { screenKey: 'acme' } }),
        flow: flow('waiting_for_you', { providerId: 'salesforce', connectionId: 'c1' }),
        companyKey,
        nowMs: 10,
      });
    expect(at('acme')).toMatchObject({ status: 'pending', pick: { name: 'Acme Ltd' } });
    expect(at('other')).toMatchObject({ status: 'needs_you', headline: { key: 'guide_consent_other_company' } });
    expect(at('other')?.pick).toBeUndefined();
  });

  it('has words for every step of every path', () => {
    for (const [providerId, { paths }] of providerPaths) {
      for (const { cause, only, steps } of paths) {
        const start = ['provider', providerId, 'path', cause, only?.name].filter(Boolean).join('_');
        for (const { id } of steps) expect(words[`${start}_${id}`], `${start}_${id}`).toBeDefined();
      }
    }
  });

  it('has words for every step a screen counts, and no more than it counts', () => {
    for (const { providerId, steps = {} } of providerScreens) {
      for (const [topic, count] of Object.entries(steps)) {
        const key = `provider_${providerId}_guide_${topic}`;
        expect(words[`${key}_${count}`], `${key}_${count}`).toBeDefined();
        expect(words[`${key}_${count + 1}`], `${key}_${count + 1}`).toBeUndefined();
      }
    }
  });
});
