import { describe, expect, it } from 'vitest';
import { pinnedReach, pinnedSend } from '../../../lib/engines/local/pinned-send';
import type { HttpRequest } from '../../../lib/model/ports';
import { providers } from '../../../lib/providers';
import config from '../../../wxt.config';

type Browser = 'chrome' | 'firefox';

async function manifestOf(browser: Browser): Promise<Record<string, unknown>> {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('the manifest depends on the browser');
  const made = await manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' });
  return { ...made };
}

function policyOf({ content_security_policy: policy }: Record<string, unknown>): Record<string, string> {
  const pages: unknown = typeof policy === 'object' && policy !== null ? Reflect.get(policy, 'extension_pages') : '';
  const parts = String(pages).split('; ');
  return Object.fromEntries(parts.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]));
}

/** Where a sign-in comes back to; a tab that arrives there is read only with leave. */
const redirectHosts = {
  chrome: /^https:\/\/[a-p]{32}\.chromiumapp\.org\/\*$/,
  firefox: /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/\*$/,
};

describe.each<Browser>(['chrome', 'firefox'])('the manifest for %s', (browser) => {
  it('SEC-70 forbids pages everything they do not need', async () => {
    expect(policyOf(await manifestOf(browser))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      // Hosts of providers that people describe themselves are not known here; `pinnedSend` below holds the line instead.
      'connect-src': 'https:',
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
  });

  it('SEC-72 holds no host before somebody connects, and names the hosts of our providers', async () => {
    const manifest = await manifestOf(browser);
    expect(manifest.permissions).toEqual([
      'activeTab',
      'alarms',
      'identity',
      'scripting',
      'storage',
      'unlimitedStorage',
    ]);
    expect(manifest.optional_permissions).toEqual(['notifications']);
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.content_scripts).toBeUndefined();
    const ours = providers.flatMap(({ hosts }) => [...hosts.connection, ...hosts.guidance]);
    const { optional_host_permissions: asked } = manifest;
    if (!Array.isArray(asked)) throw new Error('the manifest names no optional hosts');
    const redirectHost = asked.find((pattern) => redirectHosts[browser].test(pattern));
    expect([...asked].sort()).toEqual([...new Set([...ours, redirectHost, 'https://*/*'])].sort());
  });

  it('SEC-26 keeps out of private windows', async () => {
    expect((await manifestOf(browser)).incognito).toBe('not_allowed');
  });

  it('SEC-42 asks for room that the browser does not clear by itself', async () => {
    expect((await manifestOf(browser)).permissions).toContain('unlimitedStorage');
  });

  it('SEC-54 SEC-74 lets nobody connect from outside, and says who it is and what it collects', async () => {
    const manifest = await manifestOf(browser);
    // Firefox knows no `externally_connectable`: there nobody from outside can.
    if (browser === 'chrome') expect(manifest.externally_connectable).toEqual({ ids: [], matches: [] });
    else {
      expect(manifest.browser_specific_settings).toMatchObject({
        gecko: { id: 'connections@ledgerline.example', data_collection_permissions: { required: ['none'] } },
      });
    }
  });

  it('SEC-71 lets no page load a file of ours', async () => {
    expect((await manifestOf(browser)).web_accessible_resources).toBeUndefined();
  });
});

describe('pinnedSend', () => {
  const sent: string[] = [];
  const patterns = ['https://api.books.example/*', 'https://*.my.books.example/*'];
  const send = pinnedSend(
    (request) => {
      sent.push(request.url);
      return Promise.resolve({ answer: null, failure: 'scripted' });
    },
    () => patterns,
  );
  const reach = pinnedReach(
    (url) => {
      sent.push(url);
      return Promise.resolve(true);
    },
    () => patterns,
  );
  const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {}, deadlineMs: 1, maxBodyBytes: 1 });

  it.each(['https://api.books.example/v1', 'https://a.my.books.example/'])('SEC-09 sends to %s', async (url) => {
    await send(get(url));
    await reach(url);
    expect(sent.slice(-2)).toEqual([url, url]);
  });

  it.each([
    'http://api.books.example/v1',
    'https://books.example/',
    'https://api.books.example.evil.example/',
    'https://evilmy.books.example/',
    'https://evil.example/?https://api.books.example/',
    'https://api.books.example@evil.example/',
  ])('SEC-09 sends nothing to %s', async (url) => {
    const before = sent.length;
    await expect(send(get(url))).rejects.toThrow('no provider has the host');
    await expect(reach(url)).rejects.toThrow('no provider has the host');
    expect(sent.length).toBe(before);
  });
});
