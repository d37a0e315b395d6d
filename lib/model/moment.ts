import * as z from 'zod/mini';

/** The last moment a date can name (ECMA-262, time values and time range). */
export const lastMomentMs = 8_640_000_000_000_000;

/** A moment that can be shown: Unix ms. A stored one outside is damage, and no calendar knows it. */
export const Moment = z.number().check(z.minimum(-lastMomentMs), z.maximum(lastMomentMs));
