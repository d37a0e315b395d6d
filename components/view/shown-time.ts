import { lastMomentMs } from '../../lib/model/moment';

/** A moment ready to be shown: relative in the line, exact on hover and in the details (UX-03). */
export interface ShownTime {
  /** For the `datetime` attribute. */
  iso: string;
  /** "3 min. ago", "in 5 min." */
  relative: string;
  /** Local date and time. */
  exact: string;
}

const minuteMs = 60_000;
const units: readonly { unit: Intl.RelativeTimeFormatUnit; ms: number; upToMs: number }[] = [
  { unit: 'minute', ms: minuteMs, upToMs: 60 * minuteMs },
  { unit: 'hour', ms: 60 * minuteMs, upToMs: 24 * 60 * minuteMs },
  { unit: 'day', ms: 24 * 60 * minuteMs, upToMs: 60 * 24 * 60 * minuteMs },
  { unit: 'month', ms: 30 * 24 * 60 * minuteMs, upToMs: Number.POSITIVE_INFINITY },
];

/** Formatters cost more than what they format; one set per language is kept. */
const formats = new Map<string, { relative: Intl.RelativeTimeFormat; exact: Intl.DateTimeFormat }>();

function formatsFor(locale: string): { relative: Intl.RelativeTimeFormat; exact: Intl.DateTimeFormat } {
  const known = formats.get(locale);
  if (known) return known;
  const made = {
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  };
  formats.set(locale, made);
  return made;
}

function relativeWords(differenceMs: number, format: Intl.RelativeTimeFormat): string {
  const distanceMs = Math.abs(differenceMs);
  if (distanceMs < minuteMs) return format.format(0, 'second');
  const fitting = units.find(({ upToMs }) => distanceMs < upToMs);
  if (!fitting) return format.format(0, 'second');
  return format.format(Math.trunc(differenceMs / fitting.ms), fitting.unit);
}

/**
 * @param atMs the moment, Unix ms
 * @param nowMs the present, Unix ms; less than a minute away counts as now
 * @param locale BCP 47 tag of the words around it
 */
export function toShownTime(atMs: number, nowMs: number, locale: string): ShownTime {
  const { relative, exact } = formatsFor(locale);
  // A time that never comes lies outside all calendars; so may one that was damaged.
  const shownMs = Math.max(-lastMomentMs, Math.min(lastMomentMs, atMs));
  return {
    iso: new Date(shownMs).toISOString(),
    relative: relativeWords(shownMs - nowMs, relative),
    exact: exact.format(shownMs),
  };
}
