import * as z from 'zod/mini';

/**
 * A sentence to be shown, named by its key in `public/_locales`. `values` fill $1, $2 …; `count` picks the plural form
 * (`key_one`, `key_other` …). Pure code returns this, the edge turns it into words.
 */
export const Text = z.lazy(() =>
  z.object({
    key: z.string(),
    values: z.optional(z.array(z.string())),
    count: z.optional(z.number()),
  }),
);
export type Text = z.infer<typeof Text>;

/** Shorthand for a `Text` with positional values. */
export function text(key: string, ...values: string[]): Text {
  return values.length > 0 ? { key, values } : { key };
}
