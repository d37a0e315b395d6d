import { causeRecords } from '../causes/cause-records';
import { type Action, type Actor, type Cause, causes } from '../model/cause';
import type { ConnectionStatus } from '../model/connection';
import type { GuidanceButton } from './shape';
import { statusFor } from './status';
import { type Variant, variants } from './variants';

/** Keys of the words for a cause, in `_locales`: $1 company, $2 provider, $3 who signed in. */
export interface CauseMessages {
  headline: string;
  why: string;
  whyLikely: string;
  todo: string;
  effect: string;
  /** A ready message for whoever has to act. */
  message?: string;
}

/** That a provider has words or a click path of its own for a cause. */
export interface CauseVariant {
  provider: string;
  /** The variant is for reads of some areas alone, and has this name. */
  only?: string;
  messages: string[];
  steps: string[];
}

/** Everything the product holds about a cause when no rule says otherwise. */
export interface CauseEntry {
  cause: Cause;
  action: Action;
  actor: Actor;
  reconnectHelps: 'yes' | 'no' | 'maybe';
  /** The state a connection is shown in. */
  status: ConnectionStatus;
  button?: GuidanceButton['action'];
  messages: CauseMessages;
  variants: CauseVariant[];
}

function toCauseVariant({ key, providerId, parts, steps, only }: Variant): CauseVariant {
  return {
    provider: providerId,
    ...(only ? { only: only.name } : {}),
    messages: parts.map((part) => `${key}_${part}`),
    steps: Array.from({ length: steps }, (_, place) => `${key}_step_${place + 1}`),
  };
}

function toEntry(cause: Cause): CauseEntry {
  const { action, actor, reconnectHelps, guidance: plan } = causeRecords[cause];
  const base = `cause_${cause}`;
  return {
    cause,
    action,
    actor,
    reconnectHelps,
    status: statusFor({ cause, actor }),
    ...(plan.button ? { button: plan.button } : {}),
    messages: {
      headline: `${base}_headline`,
      why: `${base}_why`,
      whyLikely: plan.isInferred === false ? `${base}_why` : `${base}_why_likely`,
      todo: `${base}_todo`,
      effect: `${base}_effect`,
      ...(plan.hasMessage ? { message: `admin_message_${cause}` } : {}),
    },
    variants: variants.filter((variant) => variant.cause === cause).map(toCauseVariant),
  };
}

/** The cause catalogue: every cause with what is done about it, by whom, and in which words. `public/causes.json` is made of it. */
export const catalogue: readonly CauseEntry[] = causes.map(toEntry);
