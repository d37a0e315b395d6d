import type { GuideTexts } from '../../messages/page-requests';
import { blockReasonOf, type Connection } from '../../model/connection';
import type { Flow } from '../../model/flow';
import { type Text, text } from '../../model/text';
import { findProfile } from '../../providers/profiles';
import type { ScreenFacts } from '../../providers/screen';
import { causeOf, forMended, forPath } from './guide-path';
import { guideAbout, inShort, stateOf, todoOf, type Words, wordsFor } from './guide-words';
import { rowNamesOf } from './row-names';
import type { ScreenMoment } from './screen-moment';

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

/** The host of the page names another company than the one that is being repaired. */
function isOtherCompany(connection: Connection | undefined, companyKey: string | undefined): boolean {
  const wanted = connection?.company.screenKey;
  return wanted !== undefined && companyKey !== undefined && wanted !== companyKey;
}

function forConsent({ screen, connection, flow, companyKey }: ScreenMoment): GuideTexts | undefined {
  if (!isOpen(flow)) return undefined;
  const companyName = connection?.companyName ?? flow.companyName;
  const words = wordsFor(screen, companyName ?? '', connection?.userName);
  const asked = permissionsAskedBy(screen);
  const statusWord = words(companyName === undefined ? 'guide_status_connecting' : 'guide_status_reconnecting');
  // The company is chosen by then. Whether to go on is for two people to agree on, so no button is pointed at.
  if (screen.steps?.take_over) {
    return {
      status: 'pending',
      statusWord,
      ...(companyName === undefined ? {} : { companyName }),
      headline: words('guide_consent_take_over'),
      steps: stepsFor(screen, 'take_over', words),
    };
  }
  if (companyName === undefined) {
    return {
      status: 'pending',
      statusWord,
      headline: words(screen.choices ? 'guide_consent_connect' : 'guide_consent_check'),
      steps: stepsFor(screen, 'connect', words),
      ...asked,
    };
  }
  if (isOtherCompany(connection, companyKey)) {
    return {
      status: 'needs_you',
      statusWord,
      companyName,
      headline: words('guide_consent_other_company'),
      steps: [words('guide_consent_other_company_step')],
    };
  }
  return {
    status: 'pending',
    statusWord,
    companyName,
    headline: words(screen.choices ? 'guide_consent_reconnect' : 'guide_consent_check_company'),
    steps: stepsFor(screen, 'reconnect', words),
    ...(connection?.userName ? { who: words('guide_consent_person') } : {}),
    ...asked,
    ...(connection ? { pick: { key: connection.tenantId, name: companyName } } : {}),
  };
}

/** What the provider's consent screen asks for, in plain words: `provider_<id>_permission_<n>`. */
function permissionsAskedBy(screen: ScreenFacts): Pick<GuideTexts, 'permissions'> {
  if (!screen.permissions) return {};
  const items = screen.permissions.map((_, index) => text(`provider_${screen.providerId}_permission_${index + 1}`));
  return { permissions: { title: text('guide_permissions'), items } };
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
function forMending(moment: ScreenMoment): GuideTexts | undefined {
  const { screen, connection } = moment;
  const diagnosis = connection && causeOf(moment);
  if (!connection || !diagnosis) return forMended(moment);
  const walked = forPath(moment, connection, diagnosis);
  if (walked) return walked;
  const words = wordsFor(screen, connection.companyName, connection.userName);
  const steps = stepsFor(screen, diagnosis.cause, words);
  if (steps.length === 0) return undefined;
  const names = rowNamesOf(connection);
  return { ...stateOf(connection), ...inShort(guideAbout(screen, diagnosis, connection)), steps, names };
}

function forCompany(moment: ScreenMoment): GuideTexts | undefined {
  const { screen, connection } = moment;
  if (!connection) return undefined;
  const failing = causeOf(moment);
  const walked = (failing && forPath(moment, connection, failing)) ?? forMended(moment);
  if (walked) return walked;
  const { isPaused, diagnosis, status } = connection;
  const blockReason = blockReasonOf(connection);
  const words = wordsFor(screen, connection.companyName, connection.userName);
  const state = { ...stateOf(connection), names: rowNamesOf(connection) };
  if (isPaused) return { ...state, headline: words('guide_company_paused'), steps: [] };
  if (blockReason) {
    return {
      ...state,
      headline: blockText(screen, connection, `status_hold_${blockReason}_headline`),
      steps: [blockText(screen, connection, `status_hold_${blockReason}_todo`)],
    };
  }
  if (status === 'connected') return { ...state, headline: words('guide_company_connected'), steps: [] };
  if (!diagnosis) return { ...state, headline: words('guide_company_unchecked'), steps: [] };
  const guidance = guideAbout(screen, diagnosis, connection);
  return { ...state, ...inShort(guidance), steps: [todoOf(guidance, words)], names: rowNamesOf(connection) };
}

/** Words about a block name the provider first, then the company. */
function blockText(screen: ScreenFacts, connection: Connection, key: string): Text {
  return text(key, findProfile(screen.providerId)?.name ?? screen.providerId, connection.companyName);
}
