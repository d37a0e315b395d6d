import type { Guidance, GuidanceSubject } from '../../lib/guidance/guidance';
import type { CompanyFacts } from '../../lib/model/connection';
import { type Text, text } from '../../lib/model/text';

type Notice = NonNullable<CompanyFacts['notice']>;

/**
 * Words about a connection that works while something else will stop it: a warning, with its message ready for whoever
 * can act, and never the state of a fault.
 */
export function noticeGuidance(notice: Notice, about: GuidanceSubject): Guidance {
  const words = (part: string): Text => text(`notice_${notice}_${part}`, about.companyName, about.providerName);
  return {
    headline: words('headline'),
    why: words('why'),
    todo: words('todo'),
    effect: words('effect'),
    actorLine: text('guidance_actor_plan_owner', about.companyName, about.providerName),
    steps: [],
    adminMessage: words('message'),
    details: [],
  };
}

/**
 * Words about a sign-in that ends in so many days while everything still works (UX-08): a warning, with the one act that
 * begins it anew. Nothing happens to the data.
 */
export function endingGuidance(days: number, about: GuidanceSubject): Guidance {
  const words = (part: string): Text => text(`notice_sign_in_ends_${part}`, about.companyName, about.providerName);
  const headline = words('headline');
  return {
    headline: { ...headline, values: [...(headline.values ?? []), `${days}`], count: days },
    why: words('why'),
    todo: words('todo'),
    effect: words('effect'),
    button: { action: 'reconnect', label: text('guidance_button_reconnect') },
    steps: [],
    details: [],
  };
}
