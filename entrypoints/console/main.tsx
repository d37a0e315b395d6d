import { effect } from '@preact/signals';
import { render } from 'preact';
import * as z from 'zod/mini';
import { ErrorScreen } from '../../components/basic/error-screen';
import { freshnessLine, rowDetail } from '../../components/state/lazy';
import { flow, goLive } from '../../components/state/live';
import { readChecks } from '../../components/state/read-checks';
import { onReadFailure } from '../../components/state/read-failure';
import { reportBug } from '../../lib/browser/report-bug';
import { textDirection, wordsLocale } from '../../lib/browser/translate';
import { ConsoleApp } from './console-app';
import { goTo, parseRoute, route } from './route';
import { followQuestion } from './site-store';
import { readAll, readStore, storeProblem } from './store';

// Extension pages forbid `eval`, and zod's probe for it would be reported.
z.config({ jitless: true });
const stored = readAll().catch((error) => {
  reportBug(error);
  storeProblem.value = 'unopenable';
});
// From here on, not from the first paint on: what is committed while the first read runs would be missed, and where the person goes.
goLive(readStore, onReadFailure(readStore));
followQuestion();
addEventListener('hashchange', () => void followAddress());
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

/**
 * A sign-in leads on by itself where it was begun on the connect page and the person has stayed there; whoever went
 * elsewhere, even to connect another company, is not taken away: the banner leads there.
 */
function followFlow(): void {
  let { id: lastId, step: lastStep } = flow.value ?? {};
  let begunAt = route.peek();
  effect(() => {
    const { id, step } = flow.value ?? {};
    if (id === lastId && step === lastStep) return;
    if (id !== lastId) begunAt = route.peek();
    lastId = id;
    lastStep = step;
    const current = route.peek();
    const hasStayed = current === begunAt && current.place === 'connect';
    if (step === 'choose' && hasStayed) goTo('choose');
    if (step === 'done' && (hasStayed || current.place === 'choose')) goTo('connections');
    void readStore();
  });
}

void stored.then(() => {
  const page = (
    <ErrorScreen>
      <ConsoleApp />
    </ErrorScreen>
  );
  if (root) render(page, root);
  void rowDetail.load();
  freshnessLine.load().then(readChecks).catch(reportBug);
  followFlow();
});
