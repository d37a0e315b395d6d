import { findTrouble, isOfSignIn } from '../guidance/area-trouble';
import { causeName } from '../guidance/cause-name';
import { type Guidance, guide } from '../guidance/guidance';
import type { MarkerTexts } from '../messages/report-requests';
import type { AreaMatrix } from '../model/area-check';
import type { Cause } from '../model/cause';
import { blockReasonOf, type Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import { type Text, text } from '../model/text';
import type { ReportPreset } from '../providers/provider';
import type { Incident } from './memory';

/** All that is known when a marker asks what to say about one connection. */
export interface ReportMoment {
  connection: Connection;
  providerName: string;
  /** The last "check what works" of the connection. */
  matrix: AreaMatrix | undefined;
  /** What the report needs, where the page names a report we know. */
  preset: ReportPreset | undefined;
  /** What the words of the message tell, with what is known around them. */
  diagnosis: Diagnosis;
  incident: Incident | undefined;
  /** The connection is being looked at right now because of this message. */
  isChecking: boolean;
}

/** From this confidence on, the words of a message name a cause of their own. */
const telling = 0.6;

/** Whether the sign-in was renewed while the message stayed: ours, or by the page's own word that of the tool. */
export function isRenewed(connection: Connection, incident: Incident | undefined): boolean {
  if (!incident) return false;
  return incident.refreshedAtMs !== undefined || (connection.reconnectedAtMs ?? 0) > incident.firstSeenAtMs;
}

type Words = (key: string) => Text;
type Said = Omit<MarkerTexts, 'status' | 'statusWord' | 'companyName' | 'checkedAtMs' | 'isChecking'>;

const helps = {
  yes: 'marker_reconnect_yes',
  no: 'marker_reconnect_no',
  maybe: 'marker_reconnect_maybe',
} as const satisfies Record<Diagnosis['reconnectHelps'], string>;

function guideFor(
  { connection, providerName }: ReportMoment,
  diagnosis: Diagnosis,
  area: string | undefined,
): Guidance {
  const { providerId, companyName, userName, nextDueAtMs } = connection;
  return guide(diagnosis, { providerId, providerName, companyName, userName, area, nextTryAtMs: nextDueAtMs });
}

/** Words of a diagnosis: why, what to do, who, and whether reconnecting helps. A message for somebody else is ready in our window. */
function told(guidance: Guidance, diagnosis: Diagnosis, words: Words): Omit<Said, 'headline' | 'acts' | 'ranked'> {
  const { why, adminMessage, button, todo, actorLine } = guidance;
  const isMessage = adminMessage !== undefined && button?.action !== 'open_apps';
  return {
    why,
    steps: [isMessage ? words('guide_todo_message') : todo],
    ...(actorLine ? { who: actorLine } : {}),
    notes: [words(helps[diagnosis.reconnectHelps])],
  };
}

/**
 * Causes in order, each once, without those a renewed sign-in rules out and those that say nothing.
 *
 * @param also what the message itself leaves over, behind what is known better
 */
function rank(cause: Cause, alternatives: Diagnosis['alternatives'], also?: Diagnosis): Text[] {
  const rest = also ? [{ cause: also.cause }, ...also.alternatives] : [];
  const causes = new Set([cause, ...[...alternatives, ...rest].map((other) => other.cause)]);
  return [...causes]
    .filter((one) => !isOfSignIn(one) && one !== 'unknown' && one !== 'not_an_auth_problem')
    .map((one) => causeName(one));
}

/** The connection itself does not work. */
function forConnection(moment: ReportMoment, words: Words): Said | undefined {
  const { connection, providerName } = moment;
  const { isPaused, status, diagnosis, companyName } = connection;
  const blockReason = blockReasonOf(connection);
  const acts = ['report'] as const;
  if (isPaused) return { headline: words('guide_company_paused'), steps: [], ranked: [], acts: ['areas'] };
  if (blockReason) {
    // Words about a block name the provider first, then the company.
    const aboutBlock = (part: string): Text => text(`status_hold_${blockReason}_${part}`, providerName, companyName);
    return { headline: aboutBlock('headline'), steps: [aboutBlock('todo')], ranked: [], acts };
  }
  if (status === 'connected') return undefined;
  if (!diagnosis) return { headline: words('guide_company_unchecked'), steps: [], ranked: [], acts };
  const guidance = guideFor(moment, diagnosis, diagnosis.facts.area);
  return { headline: guidance.headline, ...told(guidance, diagnosis, words), ranked: [], acts };
}

/** Data the report needs cannot be read, although the connection works. */
function forAreas(moment: ReportMoment, words: Words): Said | undefined {
  const { connection, matrix, preset, incident } = moment;
  if (!matrix) return undefined;
  const isNeeded = (areaId: string): boolean => !preset || preset.areaIds.includes(areaId);
  const results = matrix.results.filter(({ areaId }) => isNeeded(areaId));
  const trouble = findTrouble({ ...matrix, results }, connection);
  if (!trouble) return undefined;
  const { diagnosis, areaId, alternatives } = trouble;
  const isFine = trouble.isConnectionFine || isRenewed(connection, incident);
  const guidance = guideFor(moment, diagnosis, areaId);
  return {
    headline: isFine ? words('marker_not_connection') : guidance.headline,
    ...told(guidance, diagnosis, words),
    ranked: isFine
      ? rank(diagnosis.cause, alternatives, isRenewed(connection, incident) ? moment.diagnosis : undefined)
      : [],
    acts: ['areas', 'report'],
  };
}

/** Everything that was asked works: the message has its reason elsewhere. */
function forTool(moment: ReportMoment, words: Words): Said {
  const { connection, diagnosis, incident } = moment;
  const acts = ['areas', 'report'] as const;
  const isTelling = diagnosis.confidence >= telling && !isOfSignIn(diagnosis.cause);
  if (isRenewed(connection, incident)) {
    const guidance = guideFor(moment, diagnosis, undefined);
    return {
      headline: words('marker_not_connection'),
      why: words('marker_not_connection_why'),
      steps: [words('marker_not_connection_step'), ...(guidance.adminMessage ? [] : [guidance.todo])],
      notes: [words('marker_reconnect_no')],
      ranked: rank(diagnosis.cause, diagnosis.alternatives),
      acts,
    };
  }
  if (isTelling) {
    const guidance = guideFor(moment, diagnosis, undefined);
    return { headline: guidance.headline, ...told(guidance, diagnosis, words), ranked: [], acts };
  }
  return {
    headline: words('marker_works'),
    why: words('marker_works_why'),
    steps: [words('marker_works_step_1'), words('marker_works_step_2')],
    ranked: [],
    acts,
  };
}

/**
 * What to say beside an error message in a report tool: the real state of the connection first, then the data the report
 * needs, then the message's own words. Where the sign-in was renewed and the message stays, it is not the connection: what
 * is left is ranked (the Amalgam rule). Pure; words are looked up by the caller.
 */
export function answerFor(moment: ReportMoment): MarkerTexts {
  const { connection, providerName, matrix, isChecking } = moment;
  const { companyName, userName, status, isPaused, lastCheckedAtMs } = connection;
  const words: Words = (key) => text(key, companyName, providerName, userName ?? '');
  const checkedAtMs = Math.max(lastCheckedAtMs ?? 0, matrix?.finishedAtMs ?? 0);
  const trouble = forConnection(moment, words) ?? forAreas(moment, words);
  const shown = isPaused ? 'paused' : status;
  const state = {
    companyName,
    ...(checkedAtMs > 0 ? { checkedAtMs } : {}),
    isChecking,
  };
  if (!trouble && isChecking) {
    return {
      ...state,
      status: 'pending',
      statusWord: words('marker_status_checking'),
      headline: words('marker_checking'),
      why: words('marker_checking_why'),
      steps: [],
      ranked: [],
      acts: [],
    };
  }
  return { ...state, status: shown, statusWord: text(`status_${shown}`), ...(trouble ?? forTool(moment, words)) };
}
