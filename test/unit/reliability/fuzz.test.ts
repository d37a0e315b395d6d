import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toConnectionView } from '../../../components/view/connection-view';
import { toFlowView } from '../../../components/view/flow-view';
import { authorizeSender, type Sender } from '../../../lib/messages/authorize-sender';
import { PageRequest } from '../../../lib/messages/page-requests';
import { ReportRequest } from '../../../lib/messages/report-requests';
import { Request } from '../../../lib/messages/requests';
import { type RouterOptions, route } from '../../../lib/messages/router';
import { AppSummary } from '../../../lib/model/app-credentials';
import { Flow } from '../../../lib/model/flow';
import { Grant } from '../../../lib/model/grant';
import { HistoryEvent } from '../../../lib/model/history';
import { Settings } from '../../../lib/model/settings';
import { readCallback } from '../../../lib/oauth/callback';
import { toOAuthClient } from '../../../lib/oauth/oauth-client';
import { xero } from '../../../lib/providers/xero/definition';
import { readable } from '../../../lib/store/connections';
import { aConnection, aFailing, nowMs } from '../components/samples';

/** Cases of each kind; the long run (`npm run chaos`) asks for 100,000. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 1_000);
const timeoutMs = 30_000 + numRuns * 5;

type Json = Record<string, unknown>;

/** One damage: which member (counted over all of them, at any depth), and what becomes of it. */
interface Damage {
  at: number;
  how: 'replace' | 'remove' | 'add';
  value: unknown;
}

const damages = fc.array(
  fc.record<Damage>({
    at: fc.nat(60),
    how: fc.constantFrom('replace', 'remove', 'add'),
    value: fc.oneof(
      fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true, maxDepth: 2 }),
      fc.constantFrom('', 'x'.repeat(5000), -1, Number.NaN, 1e308, null, [], {}, '__proto__', 'https://evil.example/'),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

function members(value: unknown): { owner: Json; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner: Json = Object(value);
  return Object.keys(owner).flatMap((name) => [{ owner, name }, ...members(owner[name])]);
}

/** A damaged copy. */
function damaged(base: object, wanted: readonly Damage[]): unknown {
  const copy: unknown = structuredClone(base);
  for (const { at, how, value } of wanted) {
    const all = members(copy);
    const place = all[at % Math.max(1, all.length)];
    if (!place) continue;
    if (how === 'replace') Reflect.set(place.owner, place.name, structuredClone(value));
    else if (how === 'remove') Reflect.deleteProperty(place.owner, place.name);
    else Reflect.set(place.owner, `${place.name}More`, structuredClone(value));
  }
  return copy;
}

describe('SEC-91 redirects', () => {
  const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/xero';
  const state = 'state-of-this-flow-0123456789';
  const expected = { state, redirectUri, expiresAtMs: nowMs + 1000 };
  const app = { id: 'xero:production', providerId: 'xero', environment: 'production', clientId: 'client' } as const;
  const about = { provider: xero, oauthClient: toOAuthClient(xero, app, 0), nowMs };
  const name = fc.constantFrom(
    'state',
    'code',
    'iss',
    'error',
    'error_description',
    'access_token',
    'id_token',
    'scope',
    'State',
  );
  const value = fc.oneof(
    fc.constantFrom(state, 'c-1', '', 'https://evil.example', 'access_denied'),
    fc.string({ maxLength: 30 }),
  );
  const address = fc.record({
    base: fc.constantFrom(
      redirectUri,
      redirectUri,
      redirectUri,
      `${redirectUri}/`,
      `${redirectUri}x`,
      'https://evil.example/xero',
      'http://abcdefghijklmnop.chromiumapp.org/xero',
      'https://abcdefghijklmnop.chromiumapp.org/',
      'javascript:alert(1)',
      '',
    ),
    pairs: fc.array(fc.tuple(name, value), { maxLength: 5 }),
    hash: fc.oneof(
      fc.constant(''),
      fc.constant('#access_token=t'),
      fc.string({ maxLength: 12 }).map((text) => `#${text}`),
    ),
    odd: fc.oneof(fc.constant(''), fc.string({ maxLength: 8 })),
  });

  it(
    'are taken only with our state, one code, and nothing else that counts; none throws',
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(address, ({ base, pairs, hash, odd }) => {
          const given = `${base}?${new URLSearchParams(pairs.map(([key, text]) => [key, text]))}${odd}${hash}`;
          const read = readCallback(given, expected, about);
          if (!read.ok) return;
          accepted += 1;
          const url = new URL(given);
          expect(`${url.origin}${url.pathname}`).toBe(redirectUri);
          expect(url.searchParams.getAll('state')).toEqual([state]);
          expect(url.searchParams.getAll('code')).toHaveLength(1);
          expect(url.searchParams.has('error')).toBe(false);
          expect(url.searchParams.has('access_token') || url.hash.includes('access_token=')).toBe(false);
          expect(url.searchParams.getAll('iss').every((issuer) => issuer === 'https://identity.xero.com')).toBe(true);
        }),
        {
          numRuns,
          examples: [
            [
              {
                base: redirectUri,
                pairs: [
                  ['code', 'c-1'],
                  ['state', state],
                ],
                hash: '',
                odd: '',
              },
            ],
          ],
        },
      );
      expect(accepted).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});

describe('SEC-91 messages', () => {
  const good: readonly object[] = [
    { type: 'connect.start', providerId: 'xero', environment: 'production', how: 'window' },
    { type: 'connection.reconnect', id: 'c-1', how: 'tab' },
    { type: 'flow.watch', flowId: 'f-1', tenantIds: ['t-1', 't-2'] },
    { type: 'connection.check', id: 'c-1', withIncident: true },
    { type: 'connection.checkAreas', id: 'c-1', areaIds: ['contacts'] },
    { type: 'connection.rename', id: 'c-1', nickname: 'Ours' },
    { type: 'connection.disconnect', id: 'c-1' },
    { type: 'app.save', providerId: 'xero', environment: 'production', clientId: 'id', clientSecret: 's', domain: 'd' },
    { type: 'provider.save', definition: '{}', replaces: 'own-a' },
    { type: 'settings.save', patch: { overlayEnabled: true, welcomed: true } },
    { type: 'screen.shown', screenId: 'xero-users', companyKey: '!abc' },
    { type: 'screen.error', screenId: 'xero-error', text: 'Invalid redirect_uri' },
    { type: 'guide.mute', howLong: 'day' },
    { type: 'guide.open', screenId: 'xero-users', companyKey: '!abc' },
  ];
  const own = 'chrome-extension://ours';
  /** Which list of requests each of them may use. */
  const senders: readonly [list: 'own' | 'page' | 'report' | 'none', sender: Sender][] = [
    ['own', { id: 'ours', origin: own, frameId: 0 }],
    ['none', { id: 'theirs', origin: own, frameId: 0 }],
    ['page', { id: 'ours', origin: 'https://go.xero.com', frameId: 0, tabId: 1, pageUrl: 'https://go.xero.com/' }],
    ['none', { id: 'ours', origin: 'https://go.xero.com', frameId: 2, tabId: 1, pageUrl: 'https://evil.example/' }],
    ['report', { id: 'ours', origin: 'https://tool.example', frameId: 0, tabId: 1 }],
    ['none', { id: 'ours', origin: 'http://tool.example', frameId: 0, tabId: 1 }],
    ['none', { id: 'ours' }],
  ];

  it(
    'reach a handler only in their own shape and from where they may come; none throws',
    () => {
      const taken: { list: 'own' | 'page' | 'report'; message: unknown }[] = [];
      const take = (list: 'own' | 'page' | 'report'): unknown =>
        new Proxy({}, { get: () => (message: unknown) => Promise.resolve(taken.push({ list, message })) });
      const options: RouterOptions = {
        isProviderHost: (host) => host === 'go.xero.com',
        handlers: Object(take('own')),
        pageHandlers: Object(take('page')),
        reportHandlers: Object(take('report')),
      };
      const schemas = { own: Request, page: PageRequest, report: ReportRequest };
      let calls = 0;
      fc.assert(
        fc.property(fc.constantFrom(...good), damages, fc.constantFrom(...senders), (base, wanted, [from, sender]) => {
          taken.length = 0;
          const message = damaged(base, wanted);
          const visitor = authorizeSender(message, sender, { runtimeId: 'ours', origin: own });
          if (visitor) void route(options, message, visitor);
          const [call] = taken;
          if (!call) return;
          calls += 1;
          expect(call.list).toBe(from);
          expect(schemas[call.list].parse(call.message)).toEqual(call.message);
          expect(JSON.stringify(call.message)).not.toContain('More":');
        }),
        { numRuns },
      );
      expect(calls).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});

describe('SEC-91 stored records', () => {
  const flow: Flow = {
    id: 'f',
    providerId: 'xero',
    environment: 'production',
    how: 'window',
    step: 'choose',
    startedAtMs: nowMs,
    grantId: 'g',
    tenants: [{ tenantId: 't', name: 'Alder' }],
  };
  const grant: Grant = {
    id: 'g',
    providerId: 'xero',
    environment: 'production',
    appId: 'xero:production',
    scopes: ['openid'],
    version: 3,
    connectedAtMs: nowMs,
    nextRefreshAtMs: nowMs,
    refreshFailures: 0,
    intent: { startedAtMs: nowMs, attempts: 1, hasBeenRetriedLate: false },
  };
  const context = { activity: {}, isOnline: true, nowMs, flow: undefined, locale: 'en' };

  it(
    'are read whole or set aside; what is read can be shown; none throws',
    () => {
      const others = [
        [Grant, grant],
        [Flow, flow],
        [Settings, { overlayEnabled: true, welcomed: true, overlayMutes: [{ site: 'go.xero.com', untilMs: null }] }],
        [HistoryEvent, { connectionId: 'c1', atMs: nowMs, kind: 'failed', cause: 'grant_revoked', detail: 'x' }],
        [
          AppSummary,
          {
            id: 'a',
            providerId: 'xero',
            environment: 'production',
            clientIdEnd: '1234',
            hasSecret: true,
            savedAtMs: 1,
          },
        ],
      ] as const;
      let set = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(aConnection(), aFailing()),
          damages,
          fc.nat(others.length - 1),
          (base, wanted, which) => {
            const [connection] = readable([damaged(base, wanted)]);
            if (!connection) set += 1;
            else expect(toConnectionView(connection, context).id).toBe(connection.id);
            const [schema, record] = others[which] ?? others[0];
            const read = schema.safeParse(damaged(record, wanted));
            if (read.success) expect(schema.parse(read.data)).toEqual(read.data);
            const told = Flow.safeParse(damaged(flow, wanted));
            if (told.success) expect(toFlowView(told.data, 'Xero', 'en')?.id ?? told.data.id).toBe(told.data.id);
          },
        ),
        { numRuns },
      );
      expect(set).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});
