/*
 * Where a sign-in takes place: in the window the browser opens for it, or in a tab.
 *
 * The window can only answer to the worker that opened it, and says nothing while its page loads: after a minute without
 * one the tab is offered. A tab answers to any worker, so it outlives them (SEC-21, SEC-22).
 */
import { blankEvidence } from '../../model/evidence';
import type { Flow, FlowSecret, FlowWindow } from '../../model/flow';
import type { AuthWindowOutcome, ShownWindow } from '../../model/ports';
import { failure, type Result, success } from '../../model/result';
import { findProvider } from '../../providers';
import { askSignInPage } from './ask-sign-in-page';
import { completeSignIn, failSignIn, isPending, type RunPorts } from './run-sign-in';
import { beginSignIn, flowLifeMs, type SignInWish, windowEvidence } from './sign-in';
import { withKeysTried } from './try-keys';

/** After this long without a window the page offers the tab; the window may still come and answer (SEC-22). */
const stalledAfterMs = 60_000;

/** Takes work that goes on in the background; its failures are reported there. */
type Run = (work: Promise<void>) => void;

/** What windows and tabs need from outside. */
export interface PlacePorts extends RunPorts {
  /** `unidentified`: several windows are on show that may be this one, or somebody else's. */
  openWindow(url: string, onShown: (shown: ShownWindow | 'unidentified') => void): Promise<AuthWindowOutcome>;
  closeWindow(windowId: number): Promise<void>;
  readFlowWindow(): Promise<FlowWindow | undefined>;
  writeFlowWindow(shown: FlowWindow | undefined): Promise<void>;
  openTab(url: string): Promise<number | undefined>;
  closeTab(tabId: number): Promise<void>;
  /** Has the screen in a tab recognised now, whatever it showed before. */
  watchTab(tabId: number): Promise<void>;
  wait(ms: number): Promise<void>;
}

/** The browser says "could not be loaded" for every refused page, so the host is checked before the network is blamed (SEC-23). */
async function isProviderReachable(ports: PlacePorts, flow: Flow): Promise<boolean> {
  const url = findProvider(flow.providerId)?.oauth({ environment: flow.environment }).tokenUrl;
  return url !== undefined && ports.reach(url);
}

async function recordEnd(
  ports: PlacePorts,
  flowId: string,
  outcome: Exclude<AuthWindowOutcome, { kind: 'redirect' }>,
): Promise<void> {
  const flow = await ports.readFlow();
  if (flow?.id !== flowId || !isPending(flow)) return;
  if (outcome.kind === 'another_open') return ports.writeFlow({ ...flow, step: 'stalled', isOtherOpen: true });
  const evidence = await windowEvidence(ports, flow, outcome);
  await ports.changeFlowSecret(() => undefined);
  // A page that refuses may be shown and closed by the person, or not be shown at all: each browser does one of the two.
  const refusal = evidence.answer ? undefined : await askSignInPage(ports, flow);
  if (refusal)
    return failSignIn(ports, flow, { failedAt: 'page', evidence: { ...evidence, answer: refusal, failure: null } });
  if (outcome.kind === 'closed')
    return failSignIn(ports, flow, { failedAt: 'window', evidence: await withKeysTried(ports, flow, evidence) });
  const device = { otherSitesReachable: await isProviderReachable(ports, flow) };
  await failSignIn(ports, flow, { failedAt: 'page', evidence: { ...evidence, device } });
}

/** The window's first page is loaded before the window exists, and goes unseen by our script: it looks again. */
async function recordShown(ports: PlacePorts, flowId: string, shown: ShownWindow | 'unidentified'): Promise<void> {
  if ((await ports.readFlow())?.id !== flowId) return;
  if (shown === 'unidentified') return ports.writeFlowWindow({ flowId });
  const { windowId, tabId, isCertain } = shown;
  await ports.writeFlowWindow({ flowId, windowId, isCertain });
  if (isCertain) await ports.watchTab(tabId);
}

async function forgetWindow(ports: PlacePorts, flowId: string): Promise<void> {
  if ((await ports.readFlowWindow())?.flowId === flowId) await ports.writeFlowWindow(undefined);
}

async function runWindow(ports: PlacePorts, flow: Flow, { url, run }: { url: string; run: Run }): Promise<void> {
  const notes: Promise<void>[] = [];
  const note = (work: Promise<void>): void => {
    run(work);
    notes.push(work);
  };
  const outcome = await ports.openWindow(url, (shown) => note(recordShown(ports, flow.id, shown)));
  // An answer that has arrived is not lost because a note about its window cannot be written.
  await Promise.allSettled(notes);
  note(forgetWindow(ports, flow.id));
  await Promise.allSettled(notes);
  if (outcome.kind === 'redirect') return completeSignIn(ports, flow.id, outcome.url);
  await recordEnd(ports, flow.id, outcome);
}

/** Frees the person from a window that does not come, and from one that is left alone (SEC-22). */
async function watchOver(ports: PlacePorts, flowId: string): Promise<void> {
  await ports.wait(stalledAfterMs);
  const isShown = (await ports.readFlowWindow())?.flowId === flowId;
  const silent = await ports.readFlow();
  if (!isShown && silent?.id === flowId && silent.step === 'waiting_for_you')
    await ports.writeFlow({ ...silent, step: 'stalled' });
  await ports.wait(flowLifeMs - stalledAfterMs);
  await expireSignIn(ports);
}

/** When the pending sign-in ends by itself (Unix ms); undefined when none waits for a person. */
export async function signInEndsAtMs(ports: Pick<PlacePorts, 'readFlow'>): Promise<number | undefined> {
  const flow = await ports.readFlow();
  return flow && isPending(flow) && flow.step !== 'finishing' ? flow.startedAtMs + flowLifeMs : undefined;
}

/**
 * Ends a sign-in that nobody finished in time, in a window or a tab, whichever worker began it: while one waits, the browser
 * starts the worker for every page that loads anywhere (SEC-22).
 */
export async function expireSignIn(ports: PlacePorts): Promise<void> {
  const [flow, endsAtMs] = [await ports.readFlow(), await signInEndsAtMs(ports)];
  if (!flow || endsAtMs === undefined) return;
  // A clock that went back must not keep it for days.
  const leftMs = endsAtMs - ports.now();
  if (leftMs > 0 && leftMs <= flowLifeMs) return;
  const evidence = { ...blankEvidence(flow.providerId, 'authorize'), failure: 'the sign-in took too long' };
  await failSignIn(ports, flow, { failedAt: 'time', evidence });
  await leavePlace(ports, flow.id);
}

/**
 * Starts a sign-in from a click in our own page (SEC-12) and returns as soon as it is pending.
 * `busy`: another one is under way and not older than its life.
 *
 * @param run takes the work that goes on in the background; its failures are reported there
 */
export async function startSignIn(
  ports: PlacePorts,
  wish: SignInWish,
  run: Run,
): Promise<Result<{ flowId: string }, 'busy' | 'no_app_credentials'>> {
  return ports.withLock('sign-in', async () => {
    const pending = await ports.readFlow();
    if (pending && isPending(pending) && ports.now() - pending.startedAtMs < flowLifeMs) return failure('busy');
    const started = await beginSignIn(ports, wish);
    if (!started.ok) return started;
    const { flow, url } = started.value;
    if (wish.how === 'window') {
      run(runWindow(ports, flow, { url, run }));
      run(watchOver(ports, flow.id));
    } else {
      const tabId = await ports.openTab(url);
      await ports.changeFlowSecret((secret) => secret && { ...secret, tabId });
    }
    return success({ flowId: flow.id });
  });
}

/** The tab of the pending sign-in; where the worker died before it was noted, the state in the answer says so. */
function isTabOf(secret: FlowSecret | undefined, tabId: number, url: string): boolean {
  if (!secret) return false;
  if (secret.tabId !== undefined) return secret.tabId === tabId;
  return URL.canParse(url) && new URL(url).searchParams.get('state') === secret.state;
}

/**
 * A tab arrived at our redirect host. Only the tab of the pending sign-in counts, and only once; it is closed, its work
 * is done.
 */
export async function recordTabRedirect(ports: PlacePorts, tabId: number, url: string): Promise<void> {
  const secret = await ports.changeFlowSecret((pending) =>
    pending && isTabOf(pending, tabId, url) ? { ...pending, tabId: undefined } : pending,
  );
  if (!secret || !isTabOf(secret, tabId, url)) return;
  await ports.closeTab(tabId);
  await completeSignIn(ports, secret.flowId, url);
}

/** The sign-in tab was closed before it brought an answer. */
export async function recordTabClosed(ports: PlacePorts, tabId: number): Promise<void> {
  const secret = await ports.readFlowSecret();
  if (secret?.tabId === tabId)
    await recordEnd(ports, secret.flowId, { kind: 'closed', text: 'The sign-in tab was closed.' });
}

/** Closes the window or tab of a sign-in, if it is still there, and forgets what it waits for. */
export async function leavePlace(ports: PlacePorts, flowId: string): Promise<void> {
  const secret = await ports.changeFlowSecret((pending) => (pending?.flowId === flowId ? undefined : pending));
  if (secret?.flowId === flowId && secret.tabId !== undefined) await ports.closeTab(secret.tabId);
  const shown = await ports.readFlowWindow();
  if (shown?.flowId !== flowId) return;
  await ports.writeFlowWindow(undefined);
  // A window that may be somebody else's is left alone.
  if (shown.windowId !== undefined && shown.isCertain !== false) await ports.closeWindow(shown.windowId);
}
