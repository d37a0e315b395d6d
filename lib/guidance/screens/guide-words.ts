import type { GuideTexts } from '../../messages/page-requests';
import type { Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import { type Text, text } from '../../model/text';
import { findProfile } from '../../providers/profiles';
import type { ScreenFacts } from '../../providers/screen';
import { type Guidance, guide } from '../guidance';

/** $1 company, $2 provider, $3 who signed in: the same in every message of guidance; what else is spoken of comes after. */
export type Words = (key: string, ...about: readonly string[]) => Text;

/** The words of a screen about a company. */
export function wordsFor(screen: ScreenFacts, companyName: string, userName?: string): Words {
  const providerName = findProfile(screen.providerId)?.name ?? screen.providerId;
  return (key, ...about) => text(key, companyName, providerName, userName ?? '', ...about);
}

/** The state of a connection as every model shows it. */
export function stateOf({
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

/** Guidance about a diagnosis, as the screen's provider words it. */
export function guideAbout(
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
export function todoOf({ adminMessage, button, todo }: Guidance, words: Words): Text {
  return adminMessage && button?.action !== 'open_apps' ? words('guide_todo_message') : todo;
}

/** What fits beside a page: headline, reason, who has to act. */
export function inShort({ headline, why, actorLine }: Guidance): Pick<GuideTexts, 'headline' | 'why' | 'who'> {
  return { headline, why, ...(actorLine ? { who: actorLine } : {}) };
}
