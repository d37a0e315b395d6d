import * as z from 'zod/mini';
import { PageSign } from '../model/page-sign';
import type { Text } from '../model/text';
import type { PathStep, SignFact } from '../providers/path';
import type { DrawnScreen } from '../providers/screen';

const key = z.string().check(z.minLength(1), z.maxLength(200));

/** What our scripts in a provider's page may tell or ask (SEC-52): a shorter union than the one of our own pages. */
export const PageRequest = z.lazy(() =>
  z.discriminatedUnion('type', [
    /** A known screen is on show. `companyKey` is taken from the address, never from the page's text. */
    z.object({ type: z.literal('screen.shown'), screenId: key, companyKey: z.optional(key) }),
    /** The visible error of the provider's own sign-in error page (SEC-16). */
    z.object({ type: z.literal('screen.error'), screenId: key, text: z.string().check(z.maxLength(2000)) }),
    /** The overlay asks what to draw. */
    z.object({ type: z.literal('guide.model'), screenId: key, companyKey: z.optional(key) }),
    /** Where on a path the page shows the person to be, and which of a closed list of signs it shows. Answered when a check it led to is over. */
    z.object({
      type: z.literal('guide.progress'),
      screenId: key,
      companyKey: z.optional(key),
      /** Index of the step to do; as many as there are steps when all are done; absent where no path is followed. */
      step: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
      signs: z.array(PageSign).check(z.maxLength(10)),
    }),
    /** The overlay was folded to a dot, or opened again: it stays so on this site. */
    z.object({ type: z.literal('guide.fold'), screenId: key, isFolded: z.boolean() }),
    /** The overlay was closed: until when it shall stay away (UX-53). */
    z.object({ type: z.literal('guide.mute'), screenId: key, howLong: z.enum(['now', 'day', 'site']) }),
    /** The overlay was clicked: open our own window at this company. Changes nothing (SEC-60). */
    z.object({ type: z.literal('guide.open'), screenId: key, companyKey: z.optional(key) }),
  ]),
);
export type PageRequest = z.infer<typeof PageRequest>;

const GuideStatus = z.enum(['needs_you', 'unknown', 'waiting', 'offline', 'connected', 'paused', 'pending']);

/** The company to choose on a consent screen: the provider's own key of the option, and its name as the fallback. */
const GuidePick = z.lazy(() => z.object({ key: z.string(), name: z.string() }));

/** Names to look for in the rows of a list, by whom the row is about. */
const RowNames = z.lazy(() =>
  z.object({ person: z.array(z.string()), app: z.array(z.string()), company: z.array(z.string()) }),
);

/** The path to be walked; the words of its steps are the model's. It travels with the model, so that no page carries those of all providers. */
const GuidePath = z.lazy(() =>
  z.object({
    steps: z.custom<readonly PathStep[]>(),
    /** Somebody has begun to walk it: the way is shown on every screen it passes. */
    isFollowed: z.boolean(),
    /** It was walked to its end, and a check after that found no change. */
    didNotHelp: z.boolean(),
    /** Somebody came to its end, and the check that tells whether it helped is still to come: nothing is left to do. */
    isUnderCheck: z.boolean(),
  }),
);

/** All a page may learn: status, short texts and steps of the company on screen, and an opaque id (SEC-52). */
export const GuideModel = z.lazy(() =>
  z.object({
    screenId: z.string(),
    /** Where on the page it belongs; no page carries the screens of all providers. Absent beside the message of a report tool. */
    screen: z.optional(z.custom<DrawnScreen>()),
    status: GuideStatus,
    statusWord: z.string(),
    companyName: z.optional(z.string()),
    headline: z.string(),
    why: z.optional(z.string()),
    steps: z.array(z.string()),
    /** What else there is to know, each a paragraph. */
    notes: z.optional(z.array(z.string())),
    /** Who has to act, where it is not the reader. */
    who: z.optional(z.string()),
    /** When the company was last checked, ready to show. */
    checked: z.optional(z.string()),
    pick: z.optional(GuidePick),
    /** Further places our window can open at, beside the company itself. */
    acts: z.optional(z.array(z.enum(['areas', 'report', 'pick']))),
    path: z.optional(GuidePath),
    names: z.optional(RowNames),
    /** What this screen may tell. */
    signs: z.optional(z.custom<readonly SignFact[]>()),
    /** What a consent screen asks for, in plain words, below a heading. */
    permissions: z.optional(z.object({ title: z.string(), items: z.array(z.string()) })),
    /** A page said that its user may not make the change: what this page says may be otherwise. */
    lacksPermission: z.optional(z.boolean()),
    /** The person folded the overlay on this site. */
    isFolded: z.optional(z.boolean()),
  }),
);
export type GuideModel = z.infer<typeof GuideModel>;

export interface PageReplies {
  'screen.shown': { guide: boolean };
  'screen.error': { noted: boolean };
  'guide.model': GuideModel | null;
  /** `hasUpdate`: there may be something else to say now. */
  'guide.progress': { hasUpdate: boolean };
  'guide.fold': null;
  'guide.mute': null;
  'guide.open': null;
}

/** A guide model before its words are looked up; `checkedAtMs` is Unix ms of this device. */
export interface GuideTexts {
  status: z.infer<typeof GuideStatus>;
  statusWord: Text;
  companyName?: string;
  headline: Text;
  why?: Text;
  steps: Text[];
  notes?: Text[];
  who?: Text;
  checkedAtMs?: number;
  pick?: z.infer<typeof GuidePick>;
  path?: z.infer<typeof GuidePath>;
  names?: z.infer<typeof RowNames>;
  permissions?: { title: Text; items: Text[] };
  lacksPermission?: boolean;
}
