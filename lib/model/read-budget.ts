import * as z from 'zod/mini';

/** Reads of one app in one month, as counted on this device. `month` is the UTC month, like `2026-11`. */
export const ReadCount = z.lazy(() => z.object({ appId: z.string(), month: z.string(), count: z.number() }));
export type ReadCount = z.infer<typeof ReadCount>;

/** How much of an app's monthly reads this device has used. */
export interface ReadBudget {
  used: number;
  allowed: number;
  /** `used` of `allowed`, from 0; above 1 when more was used than is allowed. */
  share: number;
  /** When the next month begins, Unix ms. */
  renewsAtMs: number;
}

/** The UTC month of a moment, like `2026-11`; when the provider's own month turns is not known anywhere. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

/** The count after one more read: one more in the same month, one in a new one. Pure. */
export function countedRead(before: ReadCount | undefined, appId: string, nowMs: number): ReadCount {
  const month = monthOf(nowMs);
  return { appId, month, count: before?.month === month ? before.count + 1 : 1 };
}

/**
 * What is used of an app's monthly reads, as far as this device knows: other devices and tools that use the same app read
 * against the same budget and are not in it. Pure.
 *
 * @param count the stored count of the app; one of an earlier month counts as none
 */
export function toReadBudget(count: ReadCount | undefined, monthlyReads: number, nowMs: number): ReadBudget {
  const month = monthOf(nowMs);
  const used = count?.month === month ? count.count : 0;
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { used, allowed: monthlyReads, share: used / monthlyReads, renewsAtMs: Date.UTC(year, number) };
}

/** From these shares on, checks come so many times more rarely: what is left is for people and their tools. */
const slowing = [
  { from: 0.95, times: 7 },
  { from: 0.8, times: 3 },
] as const;

/** How many times more rarely than usual to check by itself when so much of the month is used; 1 while there is enough. */
export function slowedBy({ share }: Pick<ReadBudget, 'share'>): number {
  return slowing.find(({ from }) => share >= from)?.times ?? 1;
}
