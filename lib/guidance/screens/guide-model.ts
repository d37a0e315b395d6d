import type { GuideTexts } from '../../messages/page-requests';
import type { Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import type { Flow } from '../../model/flow';
import { type Text, text } from '../../model/text';
import { findProfile } from '../../providers/profiles';
import type { ScreenFacts } from '../../providers/screen';
import { type Guidance, guide } from '../guidance';

/** What is known when a screen asks what to say on it. */
export interface ScreenMoment {
  screen: ScreenFacts;
  /** The company on screen, or the one being repaired on a screen of the sign-in. */
  connection?: Connection | undefined;
  /** The pending sign-in at this provider. */
  flow?: Flow | undefined;
  /** What the error text of this page means, on screens that show one. */
  diagnosis?: Diagnosis | undefined;
}

/**
 * What to say on a provider's screen: about the company on screen and its cause, or about the pending sign-in. Undefined
 * when we have nothing to do with what is shown there. Pure; words are looked up by the caller.
 */
export function guideModelFor(moment: ScreenMoment): GuideTexts | undefined {
  switch (moment.screen.kind) {
    case 'consent':
      return forConsent(moment);
    case 'oauth_error':
      return forRefusal(moment);
    case 'users':
      return forMending(moment) ?? forCompany(moment);
    case 'apps':
    case 'billing':
    case 'settings':
      return forMending(moment);
    case 'shell':
      return forCompany(moment);
    default:
      return undefined;
  }
}

/** $1 company, $2 provider, $3 who signed in: the same in every message of guidance. */
type Words = (key: string) => Text;

function wordsFor(screen: ScreenFacts, companyName: string, userName?: string): Words {
  const providerName = findProfile(screen.providerId)?.name ?? screen.providerId;
  return (key) => text(key, companyName, providerName, userName ?? '');
}

/** The provider's own click path for a topic: `provider_<id>_guide_<topic>_1` …; empty where it has none. */
function stepsFor(screen: ScreenFacts, topic: string, words: Words): Text[] {
  const count = screen.steps?.[topic] ?? 0;
  return Array.from({ length: count }, (_, index) =>
    words(`provider_${screen.providerId}_guide_${topic}_${index + 1}`),
  );
}

/** A sign-in whose window is open; after that its screens belong to somebody else again. */
function isOpen(flow: Flow | undefined): flow is Flow {
  return flow?.step === 'waiting_for_you' || flow?.step === 'stalled';
}

function forConsent({ screen, connection, flow }: ScreenMoment): GuideTexts | undefined {
  if (!isOpen(flow)) return undefined;
  const companyName = connection?.companyName ?? flow.companyName;
  const words = wordsFor(screen, companyName ?? '');
  if (companyName === undefined) {
    return {
      status: 'pending',
      statusWord: words('guide_status_connecting'),
      headline: words(screen.choices ? 'guide_consent_connect' : 'guide_consent_check'),
      steps: stepsFor(screen, 'connect', words),
    };
  }
  return {
    status: 'pending',
    statusWord: words('guide_status_reconnecting'),
    companyName,
    headline: words(screen.choices ? 'guide_consent_reconnect' : 'guide_consent_check_company'),
    steps: stepsFor(screen, 'reconnect', words),
    ...(connection ? { pick: { key: connection.tenantId, name: companyName } } : {}),
  };
}

/** The provider ended the sign-in with a page of its own: what is wrong with the app, and who can change it. */
function forRefusal({ screen, connection, flow, diagnosis }: ScreenMoment): GuideTexts | undefined {
  if (!isOpen(flow)) return undefined;
  const companyName = connection?.companyName ?? flow.companyName;
  const words = wordsFor(screen, companyName ?? '');
  const shared = { status: 'needs_you', statusWord: words('guide_status_refused') } as const;
  if (!diagnosis) {
    return { ...shared, headline: words('guide_refusal_unread'), steps: [words('guide_refusal_unread_step')] };
  }
  const guidance = guideAbout(screen, diagnosis, connection, companyName);
  const steps = stepsFor(screen, diagnosis.cause, words);
  return { ...shared, ...inShort(guidance), steps: steps.length > 0 ? steps : [todoOf(guidance, words)] };
}

/** A cause that is mended on this very screen: those the screen has a click path for. */
function forMending({ screen, connection }: ScreenMoment): GuideTexts | undefined {
  const diagnosis = connection?.diagnosis;
  if (!connection || connection.isPaused || !diagnosis) return undefined;
  const words = wordsFor(screen, connection.companyName, connection.userName);
  const steps = stepsFor(screen, diagnosis.cause, words);
  if (steps.length === 0) return undefined;
  return { ...stateOf(connection), ...inShort(guideAbout(screen, diagnosis, connection)), steps };
}

function forCompany({ screen, connection }: ScreenMoment): GuideTexts | undefined {
  if (!connection) return undefined;
  const { hold, isPaused, diagnosis, status } = connection;
  const words = wordsFor(screen, connection.companyName, connection.userName);
  const state = stateOf(connection);
  if (isPaused) return { ...state, headline: words('guide_company_paused'), steps: [] };
  if (hold) {
    return {
      ...state,
      headline: holdText(screen, connection, `status_hold_${hold}_headline`),
      steps: [holdText(screen, connection, `status_hold_${hold}_todo`)],
    };
  }
  if (status === 'connected') return { ...state, headline: words('guide_company_connected'), steps: [] };
  if (!diagnosis) return { ...state, headline: words('guide_company_unchecked'), steps: [] };
  const guidance = guideAbout(screen, diagnosis, connection);
  return { ...state, ...inShort(guidance), steps: [todoOf(guidance, words)] };
}

/** Words about a hold name the provider first, then the company. */
function holdText(screen: ScreenFacts, connection: Connection, key: string): Text {
  return text(key, findProfile(screen.providerId)?.name ?? screen.providerId, connection.companyName);
}

function stateOf({
  status,
  isPaused,
  companyName,
  lastCheckedAtMs,
}: Connection): Omit<GuideTexts, 'headline' | 'steps'> {
  const shown = isPaused ? 'paused' : status;
  return {
    status: shown,
    statusWord: text(`status_${shown}`),
    companyName,
    ...(lastCheckedAtMs === undefined ? {} : { checkedAtMs: lastCheckedAtMs }),
  };
}

function guideAbout(
  screen: ScreenFacts,
  diagnosis: Diagnosis,
  connection: Connection | undefined,
  companyName = connection?.companyName ?? '',
): Guidance {
  return guide(diagnosis, {
    providerId: screen.providerId,
    providerName: findProfile(screen.providerId)?.name ?? screen.providerId,
    companyName,
    userName: connection?.userName,
    area: diagnosis.facts.area,
    nextTryAtMs: connection?.nextDueAtMs,
  });
}

/** What to do. The message that some causes have ready is not here but in our window; an app is mended without it. */
function todoOf({ adminMessage, button, todo }: Guidance, words: Words): Text {
  return adminMessage && button?.action !== 'open_apps' ? words('guide_todo_message') : todo;
}

function inShort({ headline, why, actorLine }: Guidance): Pick<GuideTexts, 'headline' | 'why' | 'who'> {
  return { headline, why, ...(actorLine ? { who: actorLine } : {}) };
}
