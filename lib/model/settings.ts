import * as z from 'zod/mini';

/** How a person has muted the overlay on a provider's site (UX-53). */
export const OverlayMute = z.lazy(() => z.object({ site: z.string(), untilMs: z.nullable(z.number()) }));
export type OverlayMute = z.infer<typeof OverlayMute>;

/**
 * Who reads what the product says: an admin of the companies, somebody who works with the connections without being one,
 * or somebody who helps others with theirs.
 */
export const Reader = z.enum(['admin', 'member', 'support']);
export type Reader = z.infer<typeof Reader>;

const notices = () =>
  z.object({
    isOn: z.boolean(),
    namesCompanies: z.boolean(),
    /** Nothing is said from the first hour until the second; equal hours are no quiet at all. */
    quietFrom: z.number(),
    quietUntil: z.number(),
  });

/** Notifications of the system (UX-60…UX-62). Off unless switched on, hours by the clock on the wall. */
export const NoticeSettings = z.lazy(notices);
export type NoticeSettings = z.infer<typeof NoticeSettings>;

/** What changes of them; the rest stays as it is. */
export const NoticePatch = z.lazy(() => z.partial(notices()));
export type NoticePatch = z.infer<typeof NoticePatch>;

export const defaultNotices: NoticeSettings = { isOn: false, namesCompanies: false, quietFrom: 19, quietUntil: 8 };

export const Settings = z.lazy(() =>
  z.object({
    overlayEnabled: z.catch(z.boolean(), true),
    overlayMutes: z.catch(z.array(OverlayMute), []),
    /** Sites on which the overlay was folded to a dot. */
    overlayFolds: z.catch(z.array(z.string()), []),
    /** The first-run page was read and left. */
    welcomed: z.catch(z.boolean(), false),
    /** Absent: nobody has said, so advice is given for both sides. */
    reader: z.catch(z.optional(Reader), undefined),
    notices: z.catch(z.optional(NoticeSettings), undefined),
  }),
);
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = { overlayEnabled: true, overlayMutes: [], overlayFolds: [], welcomed: false };
