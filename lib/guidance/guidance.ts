import type { GuidancePlan } from '../causes/cause-record';
import { causeRecords } from '../causes/cause-records';
import type { Diagnosis } from '../model/diagnosis';
import { type Text, text } from '../model/text';
import { toDetails } from './details';
import { remediesFor, taskOf, whoMay } from './remedies';
import type { Guidance, GuidanceButton, GuidanceSubject } from './shape';
import { findVariant } from './variants';

export type { Guidance, GuidanceSubject } from './shape';

/** From this confidence on, a cause is told as a fact; below, as "most likely" (UX-70). */
const factFrom = 0.75;

const buttonLabels = {
  reconnect: 'guidance_button_reconnect',
  check: 'guidance_button_check',
  open_apps: 'guidance_button_open_apps',
  open_link: 'guidance_button_open_link',
  copy_message: 'guidance_button_copy_message',
} as const satisfies Record<GuidanceButton['action'], string>;

/** Signing in is offered only where it can help; where it cannot, the app's settings or asking the provider once more are. */
function toButton(plan: GuidancePlan, diagnosis: Diagnosis, words: Words): GuidanceButton | undefined {
  if (plan.button === undefined) return undefined;
  const isVain = plan.button === 'reconnect' && diagnosis.reconnectHelps === 'no';
  const instead = diagnosis.action === 'fix_app_config' ? 'open_apps' : 'check';
  const action = isVain ? instead : plan.button;
  const button = { action, label: words(buttonLabels[action]) };
  return action === 'open_link' && plan.place !== undefined ? { ...button, place: plan.place } : button;
}

type Words = (key: string) => Text;

/** $1 company, $2 provider, $3 who signed in: the same in every message of guidance. */
function wordsAbout({ companyName, providerName, userName }: GuidanceSubject): Words {
  return (key) => text(key, companyName, providerName, userName ?? '');
}

/** Waiting time the provider asked for, in whole minutes or hours, as a plural message. */
function waitText(retryAfterMs: number, words: Words): Text {
  const minutes = Math.max(1, Math.ceil(retryAfterMs / 60_000));
  const isHours = minutes > 90;
  const count = isHours ? Math.ceil(minutes / 60) : minutes;
  const base = words(isHours ? 'guidance_wait_hours' : 'guidance_wait_minutes');
  return { ...base, values: [...(base.values ?? []), String(count)], count };
}

/**
 * Turns a diagnosis into words, steps and one action. Pure; knows every cause, and for each provider the variants that
 * its facts page gives a reason or a click path for. Words are looked up by the caller.
 */
export function guide(diagnosis: Diagnosis, about: GuidanceSubject): Guidance {
  const { cause, actor, confidence, facts } = diagnosis;
  const { guidance: plan } = causeRecords[cause];
  const variant = findVariant(about.providerId, cause, about.area ?? facts.area);
  const words = wordsAbout(about);
  const named = plan.isNamed === true && about.userName !== undefined ? '_named' : '';
  const likely = confidence < factFrom && plan.isInferred !== false ? '_likely' : '';
  const own = (part: string): string | undefined =>
    variant?.parts.includes(part) ? `${variant.key}_${part}` : undefined;
  const button = toButton(plan, diagnosis, words);
  const context = { providerId: about.providerId, reader: about.reader, adminCan: plan.adminCan === true, words };
  const [remedies, who] = [remediesFor(diagnosis, context), whoMay(diagnosis, context)];
  const isForAdmin = ['right', 'plan', 'app'].includes(taskOf(diagnosis) ?? '') && about.reader !== 'admin';
  const wait =
    facts.retryAfterMs === undefined || diagnosis.action !== 'wait' ? undefined : waitText(facts.retryAfterMs, words);
  return {
    headline: words(`cause_${cause}_headline`),
    why: words(own(`why${likely}`) ?? `cause_${cause}_why${named}${likely}`),
    todo: wait ?? words(own('todo') ?? `cause_${cause}_todo`),
    effect: words(`cause_${cause}_effect`),
    ...(button === undefined ? {} : { button }),
    ...(actor === 'you' ? {} : { actorLine: words(`guidance_actor_${actor}`) }),
    ...(remedies.length === 0 ? {} : { remedies }),
    ...(who === undefined ? {} : { whoMay: who }),
    ...(isForAdmin ? { stepsFor: words('guidance_steps_for_admin') } : {}),
    steps: [
      ...Array.from({ length: variant?.steps ?? 0 }, (_, index) => words(`${variant?.key}_step_${index + 1}`)),
      ...(about.note?.split('\n') ?? []).map((line) => text('guidance_own_words', line)),
    ],
    ...(plan.hasMessage === true ? { adminMessage: words(own('message') ?? `admin_message_${cause}`) } : {}),
    details: toDetails(diagnosis, about),
  };
}
