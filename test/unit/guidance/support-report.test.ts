import { describe, expect, it } from 'vitest';
import { newConnection } from '../../../lib/engines/connection-record';
import { toMarkdown } from '../../../lib/guidance/support-report/markdown';
import { type ReportInput, toSupportReport } from '../../../lib/guidance/support-report/report';
import type { Connection } from '../../../lib/model/connection';
import type { HistoryEvent } from '../../../lib/model/history';
import type { Text } from '../../../lib/model/text';
import messages from '../../../public/_locales/en/messages.json';
import { aDiagnosis } from '../components/samples';

const nowMs = Date.UTC(2026, 10, 22, 12);
const dayMs = 86_400_000;
const canaries = [
  'Harbour Lane Bakery',
  'canary-nickname',
  'Maya Lindqvist',
  'canary-tenant',
  'canary-grant',
  'canary-rename',
  'canary-before',
  'Sorcha',
  'canary-connection',
  '!hLb42',
];

const grant = {
  id: 'canary-grant',
  providerId: 'xero',
  environment: 'production' as const,
  appId: 'a',
  scopes: [],
  version: 1,
  connectedAtMs: 0,
  nextRefreshAtMs: 0,
  refreshFailures: 0,
  userName: 'Maya Lindqvist',
};

function inputWith(more: Partial<Connection>, history: HistoryEvent[] = []): ReportInput {
  const connection: Connection = {
    ...newConnection(
      'canary-connection',
      { tenantId: 'canary-tenant', name: 'Harbour Lane Bakery' },
      grant,
      nowMs - 40 * dayMs,
    ),
    nickname: 'canary-nickname',
    company: { screenKey: '!hLb42', plan: 'GROW' },
    lastSuccessAtMs: nowMs - dayMs,
    ...more,
  };
  return {
    reference: 'LL-1',
    nowMs,
    product: { name: 'Ledgerline', version: '1.0', browser: 'Chromium 156' },
    connection,
    history,
    areas: undefined,
    others: { failing: 2, working: 9 },
    knownNames: [],
  };
}

const event = (kind: HistoryEvent['kind'], agoDays: number, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  connectionId: 'canary-connection',
  atMs: nowMs - agoDays * dayMs,
  kind,
  ...more,
});

const failing: Partial<Connection> = {
  status: 'needs_you',
  failingSinceMs: nowMs - dayMs,
  diagnosis: {
    cause: 'user_permission_insufficient',
    confidence: 0.8123,
    action: 'ask_admin',
    actor: 'company_admin',
    reconnectHelps: 'no',
    alternatives: [{ cause: 'plan_restricted', confidence: 0.3 }],
    rules: ['xero-reporting-role'],
    facts: {
      code: 'AuthorizationUnsuccessful',
      description:
        'user LINDQVIST, MAYA of Harbour Lane Bakery (canary-nickname) may not read tenant canary-tenant, once canary-rename and canary-before, was SORCHA, key !hLb42',
      status: 401,
      area: 'profit_and_loss',
      requestId: 'req-7',
    },
  },
};

const history = [
  event('failed', 1, {
    cause: 'user_permission_insufficient',
    detail: 'AuthorizationUnsuccessful',
    requestId: 'req-7',
  }),
  event('person_changed', 2, { detail: 'Maya Lindqvist', before: 'Sorcha' }),
  event('recovered', 9),
  event('failed', 10, { cause: 'provider_outage', requestId: 'req-6' }),
  event('renamed', 11, { detail: 'canary-rename', before: 'canary-before' }),
  event('connected', 40),
];

function neverMade(): never {
  throw new Error('no diagnosis');
}

function say({ key, values = [] }: Text): string {
  const known: Record<string, { message: string }> = messages;
  const message = known[key]?.message;
  if (message === undefined) throw new Error(`no message ${key}`);
  return values.reduce((words, value, place) => words.replace(`$${place + 1}`, value), message);
}

describe('toSupportReport', () => {
  it('answers which report, which integration, how often and what changed', () => {
    expect(toSupportReport(inputWith(failing, history))).toMatchObject({
      area: 'profit_and_loss',
      integration: { provider: 'xero', company: 'Company 1', connectedForDays: 40 },
      frequency: { pattern: 'sometimes', failures: 2, recoveries: 1 },
      changedLately: [{ kind: 'person_changed' }],
      requestIds: ['req-7', 'req-6'],
      others: { failing: 2, working: 9 },
    });
  });

  it.each<[string, Partial<Connection>, HistoryEvent[]]>([
    ['never_failed', {}, []],
    ['every_time', failing, [event('failed', 1)]],
    ['failing_since_start', { ...failing, lastSuccessAtMs: undefined }, [event('failed', 1)]],
  ])('tells %s', (pattern, more, events) => {
    expect(toSupportReport(inputWith(more, events)).frequency.pattern).toBe(pattern);
  });

  it('SEC-43 UX-95 holds no name, id, address or typed text, as JSON and as Markdown', () => {
    const report = toSupportReport(inputWith(failing, history));
    const all = JSON.stringify(report) + toMarkdown(report, say);
    expect(all).toContain('may not read');
    for (const canary of [...canaries, 'LINDQVIST', 'MAYA', 'SORCHA']) expect(all).not.toContain(canary);
  });

  it('stays small however long the history is', () => {
    const long = Array.from({ length: 1000 }, (_, index) =>
      event('failed', index / 50, { cause: 'provider_outage', detail: 'x'.repeat(200), requestId: `r${index}` }),
    );
    const report = toSupportReport(inputWith(failing, long));
    expect(JSON.stringify(report).length + toMarkdown(report, say).length).toBeLessThan(256_000);
  });

  it('keeps a provider’s text from becoming Markdown', () => {
    const hostile = {
      ...failing,
      diagnosis: {
        ...(failing.diagnosis ?? neverMade()),
        facts: { code: '](https://evil.example)\n# pwned', status: 1 },
      },
    };
    expect(toMarkdown(toSupportReport(inputWith(hostile, [])), say)).not.toMatch(/^# pwned|[^\\]\]\(https/m);
  });

  it('tells of the areas that fail although the connection works', () => {
    const areas = {
      connectionId: 'canary-connection',
      startedAtMs: nowMs,
      finishedAtMs: nowMs,
      results: [
        { areaId: 'organisation', outcome: 'works' as const },
        { areaId: 'profit_and_loss', outcome: 'denied' as const, diagnosis: aDiagnosis({ cause: 'plan_restricted' }) },
      ],
    };
    const history = [event('area_failed', 1, { detail: 'profit_and_loss', cause: 'plan_restricted' })];
    const report = toSupportReport({ ...inputWith({ status: 'connected' }, history), areas });
    expect(report).toMatchObject({
      area: 'profit_and_loss',
      state: 'connected',
      diagnosis: { cause: 'plan_restricted' },
    });
    expect(report.frequency).toMatchObject({ pattern: 'every_time', failures: 1 });
    expect(report.timeline[0]?.detail).toBe('profit_and_loss');
  });
});
