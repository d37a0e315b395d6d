import * as z from 'zod/mini';
import { Activity, Flow, FlowSecret, FlowWindow } from '../model/flow';
import { type GuideProgress, GuideProgresses } from '../model/guide-progress';
import { ReportMemory } from '../model/report-message';
import { browser } from './api';
import { withLock } from './locks';

const area = browser.storage.session;

async function read<Schema extends z.ZodMiniType>(key: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
  const stored = await area.get(key);
  const parsed = schema.safeParse(stored[key]);
  return parsed.success ? parsed.data : undefined;
}

/** The pending sign-in as pages may see it; undefined when there is none. */
export function readFlow(): Promise<Flow | undefined> {
  return read('flow', Flow);
}

/** Stores the visible state of the pending sign-in; undefined ends it. */
export function writeFlow(flow: Flow | undefined): Promise<void> {
  return flow ? area.set({ flow }) : area.remove('flow');
}

/** The secrets of the pending sign-in; undefined when there is none or it was already used. */
export function readFlowSecret(): Promise<FlowSecret | undefined> {
  return read('flowSecret', FlowSecret);
}

/**
 * Changes the secrets of the pending sign-in, alone among all that do: what two events have to say about it at the same
 * time is kept, and what is taken out is taken out once (SEC-03). Undefined removes them. Returns what was there before.
 */
export function changeFlowSecret(
  change: (secret: FlowSecret | undefined) => FlowSecret | undefined,
): Promise<FlowSecret | undefined> {
  return withLock('flow-secret', async () => {
    const before = await readFlowSecret();
    const after = change(before);
    await (after ? area.set({ flowSecret: after }) : area.remove('flowSecret'));
    return before;
  });
}

/** The window of the pending sign-in; undefined as long as none is on show. */
export function readFlowWindow(): Promise<FlowWindow | undefined> {
  return read('flowWindow', FlowWindow);
}

/** Notes the window of the pending sign-in; undefined forgets it. */
export function writeFlowWindow(shown: FlowWindow | undefined): Promise<void> {
  return shown ? area.set({ flowWindow: shown }) : area.remove('flowWindow');
}

/** What is remembered of messages on report tools' pages; undefined when there is nothing. */
export function readReportMemory(): Promise<ReportMemory | undefined> {
  return read('reports', ReportMemory);
}

/** Changes what is remembered of messages, alone among all that do; undefined leaves it as it is. */
export function changeReportMemory(
  change: (memory: ReportMemory | undefined) => ReportMemory | undefined,
): Promise<void> {
  return withLock('reports', async () => {
    const after = change(await readReportMemory());
    if (after) await area.set({ reports: after });
  });
}

/** What is being done right now, by connection id; empty when nothing is. */
export async function readActivity(): Promise<Activity> {
  return (await read('activity', Activity)) ?? {};
}

/** Replaces the list of what is being done right now. */
export function writeActivity(activity: Activity): Promise<void> {
  return area.set({ activity });
}

/** How far somebody got on the provider's screens with a connection; undefined when nobody began. */
export async function readGuideProgress(connectionId: string): Promise<GuideProgress | undefined> {
  return (await read('guideProgress', GuideProgresses))?.[connectionId];
}

/** Changes how far somebody got, alone among all tabs that tell of it; undefined forgets it. Returns what stands there now. */
export function changeGuideProgress(
  connectionId: string,
  change: (progress: GuideProgress | undefined) => GuideProgress | undefined,
): Promise<GuideProgress | undefined> {
  return withLock('guide-progress', async () => {
    const { [connectionId]: before, ...others } = (await read('guideProgress', GuideProgresses)) ?? {};
    const after = change(before);
    await area.set({ guideProgress: after ? { ...others, [connectionId]: after } : others });
    return after;
  });
}

/** When this session of the browser began for us (Unix ms): the first call of a session notes it. */
export async function sessionStartMs(nowMs: number): Promise<number> {
  const known = await read('startedAtMs', z.number());
  if (known === undefined) await area.set({ startedAtMs: nowMs });
  return known ?? nowMs;
}

/** Calls back after any change of the session state; returns the way to stop that. */
export function onSessionChange(listener: () => void): () => void {
  const onChanged = (_changes: unknown, areaName: string): void => {
    if (areaName === 'session') listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
