import { effect } from '@preact/signals';
import { render } from 'preact';
import * as z from 'zod/mini';
import { rowDetail } from '../../components/state/late';
import { flow, goLive } from '../../components/state/live';
import { textDirection, wordsLocale } from '../../lib/browser/translate';
import { ConsoleApp } from './console-app';
import { goTo, parseRoute, route } from './route';
import { followQuestion } from './site-store';
import { readAll, readStore } from './store';

// Extension pages forbid `eval`, and zod's probe for it would be reported.
z.config({ jitless: true });
const stored = readAll();
// From here on, not from the first paint on: what is committed while the first read runs would be missed.
goLive(readStore);
followQuestion();
document.documentElement.lang = wordsLocale();
document.documentElement.dir = textDirection();
const root = document.getElementById('app');

async function followAddress(): Promise<void> {
  const next = parseRoute(location.hash);
  const isAnother = next.place !== route.value.place || next.id !== route.value.id;
  route.value = next;
  await readStore();
  if (isAnother) document.querySelector<HTMLElement>('h1')?.focus();
}

/** A sign-in started on the connect page leads on by itself; from other places the banner leads there. */
function followFlow(): void {
  let lastStep = flow.value?.step;
  effect(() => {
    const step = flow.value?.step;
    if (step === lastStep) return;
    lastStep = step;
    const { place } = route.peek();
    if (step === 'choose' && place === 'connect') goTo('choose');
    if (step === 'done' && (place === 'connect' || place === 'choose')) goTo('connections');
    void readStore();
  });
}

void stored.then(() => {
  if (root) render(<ConsoleApp />, root);
  void rowDetail.load();
  void rowDetail.load();
  followFlow();
  addEventListener('hashchange', () => void followAddress());
});
