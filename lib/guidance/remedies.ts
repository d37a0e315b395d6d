import type { Diagnosis } from '../model/diagnosis';
import type { Reader } from '../model/settings';
import type { Text } from '../model/text';
import { hasOwnWords } from './variants';

/** What one kind of reader can do about a cause. `lead` says whom it is for, where that is not known. */
export interface Remedy {
  reader: Reader;
  lead?: Text;
  words: Text;
}

/** What has to be done, as far as it matters who is asked to: which rights it takes. */
export type Task = 'sign_in' | 'right' | 'plan' | 'app';

type Facts = Pick<Diagnosis, 'cause' | 'actor' | 'action' | 'reconnectHelps'>;

/** The task behind a diagnosis; undefined where rights make no difference: nobody acts, or anybody can. */
export function taskOf({ actor, action, reconnectHelps }: Facts): Task | undefined {
  if (action === 'fix_app_config' || actor === 'app_owner') return 'app';
  if (actor === 'company_admin') return 'right';
  if (actor === 'plan_owner') return 'plan';
  return action === 'reconnect' && reconnectHelps !== 'no' ? 'sign_in' : undefined;
}

/** Tasks an admin does with words of the cause; these have words for any cause. */
const forAnyCause: ReadonlySet<Task> = new Set(['sign_in', 'app']);

/** Tasks of which the providers with words of their own say who may do them: `guidance_<provider>_who_<task>`. */
const withWho: ReadonlySet<Task> = new Set(['sign_in', 'right', 'plan']);

/** Facts beside the diagnosis that the words depend on. */
export interface RemedyContext {
  providerId: string;
  /** Undefined where nobody has chosen a role: then both sides get a short line. */
  reader: Reader | undefined;
  /** The cause has admin's words of its own. */
  adminCan: boolean;
  words(key: string): Text;
}

/**
 * What the reader can do: an admin does it, somebody without the rights asks, somebody who helps knows what to pass on.
 * Empty where it makes no difference. Pure.
 */
export function remediesFor(diagnosis: Facts, { reader, adminCan, words }: RemedyContext): Remedy[] {
  const task = taskOf(diagnosis);
  if (task === undefined) return [];
  const keyFor = (one: Reader): string | undefined => {
    if (one !== 'admin') return `guidance_remedy_${task}_${one}`;
    if (adminCan) return `cause_${diagnosis.cause}_todo_admin`;
    return forAnyCause.has(task) ? `guidance_remedy_${task}_admin` : undefined;
  };
  const wanted: readonly Reader[] = reader === undefined ? ['admin', 'member'] : [reader];
  return wanted.flatMap((one): Remedy[] => {
    const key = keyFor(one);
    if (key === undefined) return [];
    return [
      { reader: one, words: words(key), ...(reader === undefined ? { lead: words(`guidance_reader_${one}`) } : {}) },
    ];
  });
}

/** Who may do it, in the provider's own words; undefined where its facts page does not tell, or rights make no difference. */
export function whoMay(
  diagnosis: Facts,
  { providerId, words }: Pick<RemedyContext, 'providerId' | 'words'>,
): Text | undefined {
  const task = taskOf(diagnosis);
  return task !== undefined && withWho.has(task) && hasOwnWords(providerId)
    ? words(`guidance_${providerId}_who_${task}`)
    : undefined;
}
