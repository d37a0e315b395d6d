import * as z from 'zod/mini';

/** How a person has muted the overlay on a provider's site (UX-53). */
export const OverlayMute = z.lazy(() => z.object({ site: z.string(), untilMs: z.nullable(z.number()) }));
export type OverlayMute = z.infer<typeof OverlayMute>;

export const Settings = z.lazy(() =>
  z.object({
    overlayEnabled: z.boolean(),
    overlayMutes: z.array(OverlayMute),
    /** Sites on which the overlay was folded to a dot. */
    overlayFolds: z._default(z.array(z.string()), []),
    /** The first-run page was read and left. */
    welcomed: z.boolean(),
  }),
);
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = { overlayEnabled: true, overlayMutes: [], overlayFolds: [], welcomed: false };
