function startOfDayMs(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

/**
 * A moment as people name it: "9:40" on the same day, with the date on another one. Pure but for the device's time zone.
 *
 * @param atMs the moment, Unix ms
 * @param nowMs the present, Unix ms
 * @param locale BCP 47 tag of the words around it
 */
export function clockTime(atMs: number, nowMs: number, locale: string): string {
  const isSameDay = startOfDayMs(atMs) === startOfDayMs(nowMs);
  const format = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(isSameDay ? {} : { dateStyle: 'medium' }) });
  return format.format(atMs);
}
