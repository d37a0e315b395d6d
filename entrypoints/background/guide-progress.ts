import { changeGuideProgress } from '../../lib/browser/session';
import { leadingDiagnosis } from '../../lib/guidance/screens/leading-diagnosis';
import { type Noted, recordShown, type Shown } from '../../lib/guidance/screens/record-shown';
import type { Connection } from '../../lib/model/connection';
import { findPath } from '../../lib/providers/paths';
import { readAreaMatrix } from '../../lib/store/area-matrix';
import type { App } from './app';

async function failingOf(
  { ports }: App,
  { id, providerId, status, diagnosis }: Connection,
): Promise<Connection['diagnosis']> {
  if (status !== 'connected') return diagnosis;
  return leadingDiagnosis(providerId, await readAreaMatrix(ports.store, id));
}

/** The checks that pages led to, until they are over; by connection id. */
const underWay = new Map<string, Promise<void>>();

async function checkLater(app: App, id: string, delayMs: number): Promise<void> {
  await app.ports.wait(delayMs);
  await app.checkForPage([id]);
}

/**
 * Notes what a page showed, and has the connection checked where that calls for it. It answers once the check is over, also
 * pages that come meanwhile: the one that led to it may be gone, as a window inside a page is once it is saved.
 *
 * @returns whether there may be something else to say on the page now
 */
export async function recordProgress(app: App, connection: Connection, shown: Shown): Promise<boolean> {
  const { id, providerId } = connection;
  const diagnosis = await failingOf(app, connection);
  const failing = diagnosis && {
    cause: diagnosis.cause,
    path: findPath(providerId, diagnosis.cause, diagnosis.facts),
  };
  let noted: Noted | undefined;
  await changeGuideProgress(id, (before) => {
    noted = recordShown(before, shown, failing, app.ports.now());
    return noted.progress;
  });
  if (noted?.checkInMs !== undefined) {
    const check = checkLater(app, id, noted.checkInMs).finally(() => underWay.delete(id));
    underWay.set(id, check);
    await check;
    return true;
  }
  const check = underWay.get(id);
  await check;
  return check !== undefined || noted?.hasUpdate === true;
}
