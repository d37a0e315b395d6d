import { batch, computed, signal } from '@preact/signals';
import { readDiskState, type ShownDisk } from '../../lib/browser/disk-state';
import { onSessionChange, readActivity, readFlow } from '../../lib/browser/session';
import { wordsLocale } from '../../lib/browser/translate';
import type { Connection } from '../../lib/model/connection';
import type { Activity, Flow } from '../../lib/model/flow';
import type { Reader } from '../../lib/model/settings';
import { text } from '../../lib/model/text';
import { onStoreChange } from '../../lib/store/changes';
import type { StatusCounts } from '../../lib/store/connections';
import { onStoreClosed } from '../../lib/store/database';
import type { Entry } from '../../lib/store/incidents';
import { type ConnectionView, toConnectionView, type ViewContext } from '../view/connection-view';
import { type EntryView, toEntryViews } from '../view/incident-view';
import { nextTransientEndMs } from '../view/shown-status';
import { coalesce } from './coalesce';
import { alert, say } from './notices';

/** What moves while a page is open: the clock, the network, the pending sign-in, what the background is doing. */
export const nowMs = signal(Date.now());
export const isOnline = signal(navigator.onLine);
export const flow = signal<Flow | undefined>(undefined);
const activity = signal<Activity>({});
/** Who reads, as somebody said in the settings. */
export const reader = signal<Reader | undefined>(undefined);

/** Whether the disk takes no more, and what waits for it. */
export const disk = signal<ShownDisk>({ isFull: false, unsaved: 0 });

const minuteMs = 60_000;

/** Whether there is a sign-in to tell of; one that succeeded speaks for itself. */
export const hasFlowNews = computed(() => flow.value !== undefined && flow.value.step !== 'done');

function contextNow(): ViewContext {
  return {
    activity: activity.value,
    isOnline: isOnline.value,
    nowMs: nowMs.value,
    flow: flow.value,
    reader: reader.value,
    locale: wordsLocale(),
  };
}

/** Views of connections as of now. */
export function toViews(connections: readonly Connection[]): ConnectionView[] {
  const context = contextNow();
  return connections.map((connection) => toConnectionView(connection, context));
}

/** Views of a list as of now. */
export function toEntries(entries: readonly Entry[], counts: StatusCounts | undefined): EntryView[] {
  return toEntryViews(entries, contextNow(), counts);
}

function sayDisk(isFull: boolean): void {
  alert(isFull ? text('status_disk_full_title') : undefined);
  if (!isFull) say(text('status_disk_full_over'));
}

/** Reads what the background is doing; the clock moves with it, so that "now" never lies before what was read. */
export async function readSession(): Promise<void> {
  const [nextFlow, nextActivity, nextDisk] = await Promise.all([readFlow(), readActivity(), readDiskState()]);
  if (nextFlow?.step === 'done' && flow.value?.id === nextFlow.id && flow.value.step !== 'done')
    say(text('flow_said_done'));
  if (nextDisk.isFull !== disk.value.isFull) sayDisk(nextDisk.isFull);
  batch(() => {
    flow.value = nextFlow;
    disk.value = nextDisk;
    activity.value = nextActivity;
    nowMs.value = Date.now();
  });
}

/** Moves the clock each time one of the failures is no longer hidden as transient (UX-05). */
export function tickAfterTransient(connections: readonly Connection[]): void {
  const waitMs = nextTransientEndMs(connections, nowMs.value);
  if (waitMs === undefined) return;
  setTimeout(() => {
    nowMs.value = Date.now();
    tickAfterTransient(connections);
  }, waitMs + 50);
}

/**
 * Follows everything that changes outside this page, for as long as the page lives. `readStore` reads committed state again;
 * `onFailure` hears when that failed.
 */
export function goLive(readStore: () => Promise<void>, onFailure: (error: unknown) => void): void {
  const readStoreAgain = coalesce(readStore, onFailure);
  onStoreChange(() => void readStoreAgain());
  onStoreClosed(() => void readStoreAgain());
  onSessionChange(() => void readSession());
  const recordNetwork = (): void => {
    isOnline.value = navigator.onLine;
  };
  addEventListener('online', recordNetwork);
  addEventListener('offline', recordNetwork);
  setInterval(() => {
    nowMs.value = Date.now();
    // A check becomes late without any change of the store.
    void readStoreAgain();
  }, minuteMs);
}
