import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizeSender, type Sender } from '../../../lib/messages/authorize-sender';
import { type RouterOptions, route as routeAdmitted } from '../../../lib/messages/router';

const ownOrigin = 'chrome-extension://ours';
const popup: Sender = { id: 'ours', origin: ownOrigin };
const consoleTab: Sender = { id: 'ours', origin: ownOrigin, frameId: 0, tabId: 4 };
const page: Sender = { id: 'ours', origin: 'https://go.xero.com', frameId: 0, tabId: 7 };

function optionsWith(calls: unknown[]): RouterOptions {
  const note = (...request: unknown[]): Promise<never> => {
    calls.push(request);
    return Promise.resolve({ ok: true, value: null } as never);
  };
  const any = new Proxy({}, { get: () => note }) as never;
  return {
    isProviderHost: (host) => host === 'go.xero.com',
    handlers: any,
    pageHandlers: any,
    reportHandlers: any,
  };
}

/** A message on its whole way: past the front door of the worker, and to whoever answers it. */
function route(options: RouterOptions, message: unknown, sender: Sender): Promise<unknown> | undefined {
  const visitor = authorizeSender(message, sender, { runtimeId: 'ours', origin: ownOrigin });
  return visitor && routeAdmitted(options, message, visitor);
}

const check = { type: 'connection.check', id: 'c-1' };
const message = { error: 'authorization error', isRefreshed: false };
const seen = { type: 'report.seen', siteId: 's-1', message };
const tool: Sender = { id: 'ours', origin: 'https://app.reportdeck.example', frameId: 0, tabId: 9 };
const shown = { type: 'screen.shown', screenId: 'xero.shell', companyKey: '!abc' };

describe('route', () => {
  it.each([
    ['the popup', popup],
    ['our console in a tab', consoleTab],
  ])('SEC-51 lets %s ask for everything in its list', async (_name, sender) => {
    const calls: unknown[] = [];
    await route(optionsWith(calls), check, sender);
    expect(calls).toEqual([[check]]);
  });

  it('SEC-52 hands a page script’s request on with the host the browser saw', async () => {
    const calls: unknown[] = [];
    await route(optionsWith(calls), shown, page);
    expect(calls).toEqual([[shown, { host: 'go.xero.com', tabId: 7, frameId: 0 }]]);
  });

  it('SEC-52 takes a frame of the provider’s own page for the provider', async () => {
    const calls: unknown[] = [];
    const frame = { ...page, frameId: 3, pageUrl: 'https://go.xero.com/frames?.sess=1' };
    await route(optionsWith(calls), shown, frame);
    expect(calls).toEqual([[shown, { host: 'go.xero.com', tabId: 7, frameId: 3 }]]);
  });

  it('SEC-52 hands a report tool’s request on with the host the browser saw', async () => {
    const calls: unknown[] = [];
    await route(optionsWith(calls), seen, tool);
    expect(calls).toEqual([[seen, { host: 'app.reportdeck.example', tabId: 9, frameId: 0 }]]);
  });

  it.each<[string, unknown, Sender]>([
    ['SEC-52 a provider’s page that plays a report tool', seen, page],
    ['SEC-52 a report tool that plays a provider', shown, tool],
    ['SEC-52 a report tool in somebody else’s page', seen, { ...tool, frameId: 2, pageUrl: 'https://evil.example/' }],
    ['SEC-52 a report tool without TLS', seen, { ...tool, origin: 'http://app.reportdeck.example' }],
    ['SEC-50 a message longer than any', { ...seen, message: { ...message, error: 'x'.repeat(601) } }, tool],
    ['SEC-51 our own page with a report tool’s request', seen, popup],
    ['SEC-51 another extension', check, { ...popup, id: 'theirs' }],
    ['SEC-51 a sender without origin', check, { id: 'ours' }],
    ['SEC-51 a sandboxed frame of our own page', check, { ...consoleTab, origin: 'null', frameId: 3 }],
    ['SEC-52 a sandboxed frame of a provider’s page', shown, { ...page, origin: 'null', frameId: 3 }],
    ['SEC-51 a page asking for a privileged type', check, page],
    ['SEC-51 an origin that begins like ours', check, { id: 'ours', origin: 'chrome-extension://ours.evil' }],
    ['SEC-52 a frame inside the page', shown, { ...page, frameId: 3 }],
    ['SEC-52 a frame in somebody else’s page', shown, { ...page, frameId: 3, pageUrl: 'https://evil.example/' }],
    ['SEC-52 a frame in a page nobody can read', shown, { ...page, frameId: 3, pageUrl: 'about:blank' }],
    ['SEC-52 a frame in another host of the provider', shown, { ...page, frameId: 3, pageUrl: 'https://my.xero.com/' }],
    [
      'SEC-52 a sender that is no frame at all',
      shown,
      { ...page, frameId: undefined, pageUrl: 'https://go.xero.com/app/!abc' },
    ],
    ['SEC-52 a page of another host', shown, { ...page, origin: 'https://go.xero.com.evil.example' }],
    ['SEC-52 a page without TLS', shown, { ...page, origin: 'http://go.xero.com' }],
    ['SEC-50 our own page with a page request', shown, popup],
    ['SEC-50 an unknown type', { type: 'connection.destroy', id: 'c-1' }, popup],
    ['SEC-50 a missing member', { type: 'connection.check' }, popup],
    ['SEC-50 a member of another type', { type: 'connection.check', id: { $gt: '' } }, popup],
    ['SEC-50 nothing at all', undefined, popup],
  ])('drops %s', (_name, message, sender) => {
    const calls: unknown[] = [];
    expect(route(optionsWith(calls), message, sender)).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('SEC-55 passes on only the members it knows', async () => {
    const calls: unknown[] = [];
    const hostile: unknown = JSON.parse(
      '{"type":"connection.check","id":"c-1","url":"https://evil.example","__proto__":{"isAdmin":true}}',
    );
    await route(optionsWith(calls), hostile, popup);
    expect(calls).toEqual([[check]]);
  });

  it('SEC-91 never throws and never lets an unknown shape through', () => {
    void fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.oneof(fc.string(), fc.webUrl()), (message, origin) => {
        const calls: unknown[] = [];
        void route(optionsWith(calls), message, popup);
        expect(calls).toEqual([]);
        expect(route(optionsWith(calls), check, { id: 'ours', origin, frameId: 0 })).toBeUndefined();
        expect(route(optionsWith(calls), message, { id: 'ours', origin, frameId: 0 })).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
