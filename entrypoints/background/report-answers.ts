import { changeReportMemory, readReportMemory } from '../../lib/browser/session';
import type { MarkerTexts } from '../../lib/messages/report-requests';
import { blockReasonOf, type Connection } from '../../lib/model/connection';
import type { Diagnosis } from '../../lib/model/diagnosis';
import { blankEvidence } from '../../lib/model/evidence';
import type { ReportMessage } from '../../lib/model/report-message';
import type { ReportSite } from '../../lib/model/report-site';
import { checkAreas } from '../../lib/monitor/check-areas';
import { withSurroundings } from '../../lib/monitor/evidence-context';
import { findProvider, providers } from '../../lib/providers';
import type { ReportPreset } from '../../lib/providers/provider';
import { answerFor, isRenewed } from '../../lib/report-tools/answer';
import { type Match, matchConnection } from '../../lib/report-tools/match-connection';
import { type Incident, memoryOf, spendProbeBudget } from '../../lib/report-tools/memory';
import { questionAbout } from '../../lib/report-tools/question';
import { findReport } from '../../lib/report-tools/report-names';
import { readAreaMatrix } from '../../lib/store/area-matrix';
import { findConnection, listByNeed } from '../../lib/store/connections';
import type { App } from './app';

/** More connections than any firm has. */
const all = { offset: 0, limit: 100_000 };

/** What the site's definition calls an error message is one about access, whatever its own words. */
const meaning = 'Authorization error';

/** The connection a message is about, as far as it can be told. */
export async function matchFor(app: App, site: ReportSite, message: ReportMessage): Promise<Match> {
  return matchConnection(message, await listByNeed(app.ports.store, all), { site, providers });
}

/** Those a person has to choose from: what is left, else all there are. */
export function candidatesFor(match: Match): readonly Connection[] {
  if (match.kind === 'one') return [match.connection];
  return match.kind === 'some' ? match.connections : [];
}

/** What a message comes down to without its words. */
interface ReportFacts {
  connection: Connection | undefined;
  match: Match;
  preset: ReportPreset | undefined;
  /** What the report needs; empty where that is not known. */
  areaIds: readonly string[];
  /** Names the message in the memory. */
  key: string;
}

/** Finds out which connection and which report a message is about. */
export async function factsAbout(app: App, site: ReportSite, message: ReportMessage): Promise<ReportFacts> {
  const match = await matchFor(app, site, message);
  const connection = match.kind === 'one' ? match.connection : undefined;
  const presets = findProvider(connection?.providerId ?? null)?.reports ?? [];
  const preset = findReport(message.report ?? '', presets) ?? findReport(message.error, presets);
  const key = [site.id, connection?.id ?? '', preset?.id ?? ''].join(' ');
  return { connection, match, preset, areaIds: preset?.areaIds ?? [], key };
}

/** Connections that are being looked at because of a message. A worker that dies ends its looks too. */
const looking = new Set<string>();

async function look(app: App, { id }: Connection, areaIds: readonly string[]): Promise<void> {
  const { ports } = app;
  const startedAtMs = ports.now();
  await app.checkForPage([id]);
  const connection = await findConnection(ports.store, id);
  if (connection?.status !== 'connected' || areaIds.length === 0) return;
  // Areas that did not work have just been asked again.
  const matrix = await readAreaMatrix(ports.store, id);
  const known = matrix && matrix.startedAtMs >= startedAtMs ? matrix.results.map(({ areaId }) => areaId) : [];
  if (areaIds.every((areaId) => known.includes(areaId))) return;
  await ports.withLock(`areas:${id}`, () => checkAreas(ports, connection, { areaIds, need: {} }));
}

/**
 * Looks at a connection because a page shows an error about it: the connection itself, and the data the report needs. A
 * page cannot cause more looks than its share (`spendProbeBudget`); a connection that is paused or cannot be asked is left alone.
 */
export async function lookIfDue(app: App, connection: Connection, areaIds: readonly string[]): Promise<void> {
  const { id, isPaused } = connection;
  if (isPaused || blockReasonOf(connection) || looking.has(id)) return;
  looking.add(id);
  try {
    let isAllowed = false;
    await changeReportMemory((stored) => {
      const taken = spendProbeBudget(memoryOf(stored), id, app.ports.now());
      isAllowed = taken !== undefined;
      return taken;
    });
    if (isAllowed) await look(app, connection, areaIds);
  } finally {
    looking.delete(id);
  }
}

/** What the words of a message tell, with what is known around them. They are not kept. */
async function diagnose(
  { ports }: App,
  { connection, message, incident }: { connection: Connection; message: ReportMessage; incident: Incident | undefined },
): Promise<Diagnosis> {
  const answer = { status: null, headers: {}, body: `${meaning}: ${message.error}` };
  const matrix = await readAreaMatrix(ports.store, connection.id);
  const working = (matrix?.results ?? []).filter(({ outcome }) => outcome === 'works');
  const evidence = withSurroundings(
    {
      ...blankEvidence(connection.providerId, 'page'),
      answer,
      history: { reconnectedSinceFailure: isRenewed(connection, incident) },
      siblings: { otherAreasOk: working.map(({ areaId }) => areaId) },
    },
    { connection, others: [], signs: [], isOnline: ports.isOnline(), nowMs: ports.now() },
  );
  return ports.diagnose(evidence);
}

/** What to say beside a message. */
export async function textsAbout(app: App, site: ReportSite, message: ReportMessage): Promise<MarkerTexts> {
  const { connection, match, preset, key } = await factsAbout(app, site, message);
  if (!connection) return questionAbout(candidatesFor(match));
  const incident = memoryOf(await readReportMemory()).incidents[key];
  return answerFor({
    connection,
    providerName: findProvider(connection.providerId)?.name ?? connection.providerId,
    matrix: await readAreaMatrix(app.ports.store, connection.id),
    preset,
    diagnosis: await diagnose(app, { connection, message, incident }),
    incident,
    isChecking: looking.has(connection.id),
  });
}
