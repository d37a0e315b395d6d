import { describe, expect, it } from 'vitest';
import { createFaults } from '../../sandbox/core/faults.ts';
import type { SandboxRequest } from '../../sandbox/core/http.ts';
import { withoutSecrets } from '../../sandbox/core/log.ts';
import { embedJson, html, pageReply } from '../../sandbox/core/page.ts';

function request(url: string, headers: Record<string, string> = {}, body = ''): SandboxRequest {
  const parsed = new URL(url);
  return {
    method: 'POST',
    host: parsed.hostname,
    path: parsed.pathname,
    url: parsed,
    query: parsed.searchParams,
    headers,
    cookies: {},
    body,
    form: new URLSearchParams(body),
  };
}

describe('faults', () => {
  const effect = { kind: 'hang' } as const;
  const any = request('https://api.xero.com/');

  it('strike once, and then no more', () => {
    const faults = createFaults();
    faults.once('xero', 'token', effect);
    expect(faults.take('xero', 'token.refresh', any)).toBe(effect);
    expect(faults.take('xero', 'token.refresh', any)).toBeUndefined();
  });

  it('strike until cleared', () => {
    const faults = createFaults();
    faults.always('xero', 'token', effect);
    faults.take('xero', 'token', any);
    expect(faults.take('xero', 'token', any)).toBe(effect);
    faults.clear();
    expect(faults.take('xero', 'token', any)).toBeUndefined();
  });

  it.each([
    ['token', 'token', true],
    ['token', 'token.refresh', true],
    ['token.refresh', 'token', false],
    ['token', 'tokens', false],
    ['token', 'api.organisation', false],
  ])('of %s and a request to %s: %s', (named, asked, strikes) => {
    const faults = createFaults();
    faults.always('xero', named, effect);
    expect(faults.take('xero', asked, any) !== undefined).toBe(strikes);
    expect(faults.take('another', asked, any)).toBeUndefined();
  });

  it('can be narrowed to some requests, and taken back', () => {
    const faults = createFaults();
    const only = (asked: SandboxRequest): boolean => asked.path === '/this';
    const back = faults.add({ provider: 'xero', endpoint: 'api', effect, times: 5, only });
    expect(faults.take('xero', 'api', request('https://api.xero.com/that'))).toBeUndefined();
    expect(faults.take('xero', 'api', request('https://api.xero.com/this'))).toBe(effect);
    back();
    expect(faults.take('xero', 'api', request('https://api.xero.com/this'))).toBeUndefined();
  });
});

describe('what is kept of a request', () => {
  it('names every parameter and shows only harmless ones', () => {
    const asked = request(
      'https://login.xero.com/authorize?client_id=app&state=SECRET-1&code=SECRET-2&new_thing=SECRET-3',
      {
        authorization: 'Bearer SECRET-4',
        cookie: 'session=SECRET-5',
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      'grant_type=refresh_token&refresh_token=SECRET-6&client_secret=SECRET-7',
    );
    const kept = withoutSecrets(asked);
    expect(JSON.stringify(kept)).not.toContain('SECRET');
    expect(kept.query).toEqual({ client_id: 'app', state: '…', code: '…', new_thing: '…' });
    expect(kept.form).toEqual({ grant_type: 'refresh_token', refresh_token: '…', client_secret: '…' });
    expect(kept.headers).toMatchObject({ authorization: 'Bearer', accept: 'application/json' });
  });
});

describe('pages', () => {
  const hostile = `<script>alert("1")</script>'&`;

  it('escape every value, in text and in attributes', () => {
    const { body } = pageReply({ title: hostile, body: html`<p title="${hostile}">${hostile}${[hostile]}</p>` });
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;');
  });

  it('leave out what is false or undefined, keep markup and numbers', () => {
    expect(html`<b>${false}${undefined}${0}${html`<i></i>`}</b>`.markup).toBe('<b>0<i></i></b>');
  });

  it('embed data that cannot end its script element', () => {
    expect(embedJson('data', { hostile }).markup.match(/<\/script>/g)).toHaveLength(1);
  });
});
