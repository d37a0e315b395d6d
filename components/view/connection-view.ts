import { type Guidance, type GuidanceSubject, guide } from '../../lib/guidance/guidance';
import { blockReasonOf, type Connection } from '../../lib/model/connection';
import type { Activity, Flow } from '../../lib/model/flow';
import type { Reader } from '../../lib/model/settings';
import { daysLeft } from '../../lib/model/sign-in-end';
import { type Text, text } from '../../lib/model/text';
import type { ProviderProfile } from '../../lib/providers/profile';
import { findProfile, shownProviderName } from '../../lib/providers/profiles';
import { holdGuidance } from './hold-guidance';
import { endingGuidance, noticeGuidance } from './notice-guidance';
import { isSigningIn, type PrimaryAction, toPrimaryAction } from './primary-action';
import { isTransient, type ShownStatus, statusWord, toShownStatus } from './shown-status';
import { type ShownTime, toShownTime } from './shown-time';

/** What is going on around a connection while it is being shown. */
export interface ViewContext {
  activity: Activity;
  isOnline: boolean;
  nowMs: number;
  flow?: Flow | undefined;
  /** Who reads, where somebody has said it. */
  reader?: Reader | undefined;
  /** BCP 47 tag of the words around the times; the browser's own when absent. */
  locale?: string | undefined;
}

/** Everything a row or a page shows of one connection, ready to be drawn. */
export interface ConnectionView {
  id: string;
  providerId: string;
  providerName: string;
  monogram: string;
  /** The person's own name for it, else the provider's. */
  companyName: string;
  /** What the provider calls the company, where the person chose another name. */
  nameAtProvider: string | undefined;
  userName: string | undefined;
  /** What kind of company it is, where it is none that does real business. */
  tag: Text | undefined;
  status: ShownStatus;
  statusWord: Text;
  /** One line that says what is wrong; undefined when nothing is. */
  headline: Text | undefined;
  guidance: Guidance | undefined;
  /** Who reads, where somebody has said it. */
  reader: Reader | undefined;
  reconnectHelps: 'yes' | 'no' | 'maybe';
  /** It was signed in again since it began to fail, was tried again, and still fails. */
  hasReconnectFailed: boolean;
  primary: PrimaryAction | undefined;
  /** How many connections a button beside it acts for: more than itself where it leads an incident. */
  standsFor: number;
  /** A sign-in for this very connection is under way. */
  isSigningIn: boolean;
  /** Where the guidance's button leads, on the provider's own screens. */
  href: string | undefined;
  checked: ShownTime | undefined;
  succeeded: ShownTime | undefined;
  failingSince: ShownTime | undefined;
  connectedAt: ShownTime;
  reconnectedAt: ShownTime | undefined;
  nextCheck: ShownTime | undefined;
  /** When its sign-in ends, once that is near. */
  signInEnds: ShownTime | undefined;
}

/** The name shown for a connection; the provider's id of the company where the stored name was damaged. */
export function shownName(connection: Pick<Connection, 'companyName' | 'nickname' | 'tenantId'>): string {
  return connection.nickname ?? (connection.companyName || connection.tenantId);
}

function providerOf(connection: Connection): Pick<ProviderProfile, 'name' | 'monogram' | 'notes'> & {
  links: Readonly<Record<string, string>>;
} {
  const provider = findProfile(connection.providerId);
  if (provider) return { ...provider, links: provider.links(connection) };
  const name = shownProviderName(connection.providerId);
  return { name, monogram: name.slice(0, 2).toUpperCase(), links: {} };
}

/** Words about a failure, unless it is too young to tell, paused, or hidden behind a device without network; a warning beside what works. */
function guidanceFor(
  connection: Connection,
  status: ShownStatus,
  { name: providerName, notes }: Pick<ProviderProfile, 'name' | 'notes'>,
  { nowMs, reader }: Pick<ViewContext, 'nowMs' | 'reader'>,
): Guidance | undefined {
  const isHidden =
    status === 'paused' || isTransient(connection, nowMs) || (status === 'offline' && connection.status !== 'offline');
  const blocked = blockReasonOf(connection);
  if (blocked !== undefined && !connection.isPaused) {
    return holdGuidance(blocked, providerName, shownName(connection));
  }
  const { diagnosis } = connection;
  const { notice } = connection.company;
  const about: GuidanceSubject = {
    providerId: connection.providerId,
    providerName,
    companyName: shownName(connection),
    userName: connection.userName,
    reader,
    area: diagnosis?.facts.area,
    nextTryAtMs: nextCheckAtMs(connection, nowMs),
    note: diagnosis && notes?.[diagnosis.cause],
  };
  if (!diagnosis && status !== 'paused') {
    const days = connection.signInEnd?.ifIdle ? undefined : daysLeft(connection.signInEnd, nowMs);
    if (days !== undefined) return endingGuidance(days, about);
    if (connection.status === 'connected' && notice) return noticeGuidance(notice, about);
  }
  if (!diagnosis || connection.status === 'connected' || isHidden) return undefined;
  return guide(diagnosis, about);
}

/** Whether a sign-in since the failure began was followed by a check that failed all the same. */
function hasReconnectFailed({ diagnosis, reconnectedAtMs, failingSinceMs, lastCheckedAtMs }: Connection): boolean {
  if (!diagnosis || reconnectedAtMs === undefined || failingSinceMs === undefined) return false;
  return reconnectedAtMs > failingSinceMs && (lastCheckedAtMs ?? 0) >= reconnectedAtMs;
}

/** The last moment a date can name (ECMA-262 §21.4.1.1); what is never due lies behind it. */
const lastDateMs = 8.64e15;

/** When the connection is looked at again by itself; undefined when it is not, or is about to be. */
function nextCheckAtMs({ nextDueAtMs, isPaused }: Connection, nowMs: number): number | undefined {
  return isPaused || nextDueAtMs <= nowMs || nextDueAtMs > lastDateMs ? undefined : nextDueAtMs;
}

function tagOf({ environment, company }: Connection): Text | undefined {
  if (environment === 'sandbox') return text('status_sandbox');
  return company.isDemo ? text('status_demo') : undefined;
}

function headlineOf(guidance: Guidance | undefined, flow: Flow | undefined): Text | undefined {
  if (flow?.step === 'finishing') return text('flow_finishing_line');
  return guidance?.headline;
}

/** Turns a stored connection into what is shown of it. Pure: the same facts give the same view. */
export function toConnectionView(connection: Connection, context: ViewContext): ConnectionView {
  const { nowMs, isOnline } = context;
  const provider = providerOf(connection);
  const status = toShownStatus(connection, context);
  const guidance = guidanceFor(connection, status, provider, context);
  const ownFlow = context.flow?.connectionId === connection.id && isSigningIn(context.flow) ? context.flow : undefined;
  const locale = context.locale ?? new Intl.DateTimeFormat().resolvedOptions().locale;
  const time = (atMs: number | undefined): ShownTime | undefined =>
    atMs === undefined ? undefined : toShownTime(atMs, nowMs, locale);
  const place = guidance?.button?.place;
  return {
    id: connection.id,
    providerId: connection.providerId,
    providerName: provider.name,
    monogram: provider.monogram,
    companyName: shownName(connection),
    nameAtProvider: connection.nickname === undefined ? undefined : connection.companyName,
    userName: connection.userName,
    tag: tagOf(connection),
    status,
    statusWord: statusWord(status),
    headline: headlineOf(guidance, ownFlow),
    guidance,
    reader: context.reader,
    reconnectHelps: connection.diagnosis?.reconnectHelps ?? 'maybe',
    hasReconnectFailed: guidance !== undefined && hasReconnectFailed(connection),
    primary: toPrimaryAction({
      status,
      isOnline,
      providerName: provider.name,
      diagnosis: connection.diagnosis,
      hold: blockReasonOf(connection),
      guidance,
      flow: ownFlow,
    }),
    standsFor: 1,
    isSigningIn: ownFlow !== undefined,
    href: place === undefined ? undefined : provider.links[place],
    checked: time(connection.lastCheckedAtMs),
    succeeded: time(connection.lastSuccessAtMs),
    failingSince: time(connection.failingSinceMs),
    connectedAt: toShownTime(connection.connectedAtMs, nowMs, locale),
    reconnectedAt: time(connection.reconnectedAtMs),
    nextCheck: time(nextCheckAtMs(connection, nowMs)),
    signInEnds: daysLeft(connection.signInEnd, nowMs) === undefined ? undefined : time(connection.signInEnd?.atMs),
  };
}
