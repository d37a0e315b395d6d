import type { IncidentKind } from '../../lib/causes/cause-record';
import { incidentOf } from '../../lib/causes/incident';
import type { Guidance } from '../../lib/guidance/guidance';
import type { Connection } from '../../lib/model/connection';
import { type Text, text } from '../../lib/model/text';
import type { StatusCounts } from '../../lib/store/connections';
import type { Entry } from '../../lib/store/incidents';
import { type ConnectionView, toConnectionView, type ViewContext } from './connection-view';

/** Several connections that fail for one reason, as one entry of a list. */
export interface IncidentView {
  id: string;
  /** How many connections it stands for. */
  count: number;
  /** Its state, words and button: those of one of its connections, told for all of them. */
  lead: ConnectionView;
  /** False where it reaches over providers: then no provider's letters stand for it. */
  isOfOneProvider: boolean;
  members: readonly ConnectionView[];
}

/** One entry of a list. */
export type EntryView = ConnectionView | IncidentView;

export function isIncidentView(view: EntryView): view is IncidentView {
  return 'members' in view;
}

interface Words {
  headline: string;
  why?: string;
  todo?: string;
  effect?: string;
}

const holdEffect = 'status_incident_hold_effect';

/** What is said otherwise than for a single connection: the rest of a cause's words fits any number. */
const words = {
  permission: { headline: 'status_incident_permission_headline', effect: holdEffect },
  app_key: { headline: 'status_incident_app_key_headline', effect: holdEffect },
  definition: { headline: 'status_incident_definition_headline', effect: holdEffect },
  sign_in: { headline: 'status_incident_sign_in_headline', todo: 'status_incident_sign_in_todo' },
  scope: { headline: 'status_incident_scope_headline', why: 'status_incident_scope_why' },
  app: { headline: 'status_incident_app_headline' },
  outage: { headline: 'status_incident_outage_headline', why: 'status_incident_outage_why' },
  network: { headline: 'status_incident_network_headline' },
  clock: { headline: 'status_incident_clock_headline' },
} as const satisfies Record<IncidentKind, Words>;

const deviceWords = {
  headline: 'status_incident_device_headline',
  why: 'status_incident_device_why',
  todo: 'status_incident_device_todo',
  effect: 'status_incident_device_effect',
} as const satisfies Words;

const ofDevice: ReadonlySet<IncidentKind> = new Set(['network', 'clock']);

/** A grant that ended because its person is locked out is not mended by signing in as them. */
function todoOf(own: Words, guidance: Guidance, say: (key: string) => Text): Text {
  const isBySignIn = guidance.button === undefined || guidance.button.action === 'reconnect';
  return own.todo !== undefined && isBySignIn ? say(own.todo) : guidance.todo;
}

function guidanceOf(kind: IncidentKind, guidance: Guidance, count: number, providerName: string): Guidance {
  const own: Words = words[kind];
  const say = (key: string): Text => text(key, String(count), providerName);
  return {
    ...guidance,
    headline: { ...say(own.headline), count },
    why: own.why === undefined ? guidance.why : say(own.why),
    todo: todoOf(own, guidance, say),
    effect: own.effect === undefined ? guidance.effect : say(own.effect),
  };
}

/** The connection that speaks for all: the one a person is signing in for just now, else the first. */
function leadOf({ connection, members }: Entry, context: ViewContext): Connection {
  return members.find(({ id }) => id === context.flow?.connectionId) ?? connection;
}

function toIncidentView(entry: Entry, kind: IncidentKind, context: ViewContext): IncidentView {
  const lead = toConnectionView(leadOf(entry, context), context);
  const guidance = lead.guidance && guidanceOf(kind, lead.guidance, entry.count, lead.providerName);
  return {
    id: entry.connection.incident ?? entry.connection.id,
    count: entry.count,
    isOfOneProvider: !ofDevice.has(kind),
    members: entry.members.map((member) => toConnectionView(member, context)),
    lead: {
      ...lead,
      guidance,
      headline: lead.isSigningIn ? lead.headline : guidance?.headline,
      standsFor: entry.count,
    },
  };
}

function toEntryView(entry: Entry, context: ViewContext): EntryView {
  const incident = entry.count > 1 ? incidentOf(entry.connection) : undefined;
  return incident ? toIncidentView(entry, incident.kind, context) : toConnectionView(entry.connection, context);
}

/** Without a network everything that waits for one waits for the same: it is told once, whatever was known before (UX-04). */
function offlineEntry(views: readonly EntryView[], count: number): IncidentView | undefined {
  const members = views.flatMap((view) => (isIncidentView(view) ? view.members : [view]));
  const [first] = members;
  if (!first || count < 2) return undefined;
  const guidance: Guidance = {
    headline: { ...text(deviceWords.headline, String(count)), count },
    why: text(deviceWords.why),
    todo: text(deviceWords.todo),
    effect: text(deviceWords.effect),
    steps: [],
    details: [],
  };
  return {
    id: 'device',
    count,
    isOfOneProvider: false,
    members,
    lead: { ...first, guidance, headline: guidance.headline, standsFor: count },
  };
}

/**
 * The entries of a list as people see them. Pure.
 *
 * @param counts how many connections are in which state: offline, more of them wait than were read
 */
export function toEntryViews(
  entries: readonly Entry[],
  context: ViewContext,
  counts: StatusCounts | undefined,
): EntryView[] {
  const views = entries.map((entry) => toEntryView(entry, context));
  if (context.isOnline || !counts) return views;
  const isWaiting = (view: EntryView): boolean => (isIncidentView(view) ? view.lead : view).status === 'offline';
  const waiting = views.filter(isWaiting);
  const device = offlineEntry(waiting, counts.total - counts.paused - counts.needs_you);
  if (!device) return views;
  const [before, after] = [views.indexOf(waiting[0] ?? device), views.filter((view) => !isWaiting(view))];
  return [...after.slice(0, before), device, ...after.slice(before)];
}
