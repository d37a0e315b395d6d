import './fake-browser';
import { beforeEach, describe, expect, it } from 'vitest';
import { inWords } from '../../../entrypoints/background/guide-words';
import { resetWorld, world } from './fake-browser';

const minuteMs = 60_000;
const nowMs = Date.UTC(2026, 10, 22, 12);

function checked(agoMs: number): string | undefined {
  const { checked: words } = inWords(
    's',
    {
      status: 'connected',
      statusWord: { key: 'status_connected' },
      companyName: 'Fernhill',
      headline: { key: 'status_connected' },
      steps: [],
      checkedAtMs: nowMs - agoMs,
    },
    nowMs,
  );
  return words;
}

beforeEach(resetWorld);

describe('inWords', () => {
  it('put English words around a time in the language of the browser', () => {
    const before = Intl.RelativeTimeFormat;
    const locales: unknown[] = [];
    const noting = new Proxy(before, {
      construct(target, [locale, options]) {
        locales.push(locale);
        return new target(locale ?? 'de', options);
      },
    });
    Reflect.set(Intl, 'RelativeTimeFormat', noting);
    world.uiLanguage = 'de';
    expect(checked(3 * minuteMs)).toContain('3 minutes ago');
    expect(checked(2 * 60 * minuteMs)).toContain('2 hours ago');
    Reflect.set(Intl, 'RelativeTimeFormat', before);
    expect(locales).toEqual(['en', 'en']);
  });
});
