import './open-store';
import { render } from 'preact';
import * as z from 'zod/mini';
import { ErrorScreen } from '../../components/basic/error-screen';
import { currentFlow, freshnessLine, rowDetail } from '../../components/state/lazy';
import { total } from '../../components/state/list';
import { goLive, hasFlowNews } from '../../components/state/live';
import { readChecks } from '../../components/state/read-checks';
import { onReadFailure } from '../../components/state/read-failure';
import { reportBug } from '../../lib/browser/report-bug';
import { textDirection, wordsLocale } from '../../lib/browser/translate';
import { send } from '../../lib/messages/send';
import { PopupApp } from './popup-app';
import { readAll, readStore, readVault, storeProblem } from './store';

// Extension pages forbid `eval`, and zod's probe for it would be reported.
z.config({ jitless: true });
// The stored state is on its way before anything is drawn; the static header stands in until it is here.
const stored = readAll().catch((error) => {
  reportBug(error);
  storeProblem.value = 'unopenable';
});
// From here on, not from the first paint on: what is committed while the first read runs would be missed.
goLive(readStore, onReadFailure(readStore));
document.documentElement.lang = wordsLocale();
document.documentElement.dir = textDirection();
const root = document.getElementById('app');

void stored.then(async () => {
  if (hasFlowNews.value) await currentFlow.load().catch(reportBug);
  const page = (
    <ErrorScreen>
      <PopupApp />
    </ErrorScreen>
  );
  if (root) render(page, root);
  void readVault();
  void rowDetail.load();
  void currentFlow.load();
  freshnessLine.load().then(readChecks).catch(reportBug);
  // An empty list may be a lost one: the worker, once awake, finds out and brings it back.
  if (total.value === 0) void send<'connections.checkAll'>({ type: 'connections.checkAll' });
});
