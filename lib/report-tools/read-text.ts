import { maxNameLength } from '../model/report-limits';
import type { ReportMessage } from '../model/report-message';
import type { Landmarks, NamePlace } from '../model/report-site';
import { afterLabel, plain, saysPhrase } from './phrases';

/** Lines before and behind a message that may hold the other parts of a phrase. */
const reach = 2;

/** Most of a pasted page that is read, in UTF-16 units. */
const maxPastedLength = 200_000;

function namedBy(lines: readonly string[], { labels = [] }: NamePlace): string | undefined {
  const values = lines.flatMap((line, index) => {
    const value = afterLabel(line, labels);
    return value === undefined ? [] : [value || (lines[index + 1] ?? '')];
  });
  const found = [...new Set(values.filter((value) => value !== ''))];
  return found.length === 0 ? undefined : found.join(' · ').slice(0, maxNameLength);
}

/**
 * Finds the first error message in the copied text of a page, as the watcher would in the page itself; elements and headings
 * are lost in copying, so that names are found by their labels alone. Undefined without a message.
 */
export function readText(pasted: string, landmarks: Landmarks): ReportMessage | undefined {
  const lines = pasted
    .slice(0, maxPastedLength)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const around = (index: number): string => plain(lines.slice(Math.max(0, index - reach), index + reach + 1).join(' '));
  const found = lines.find((line, index) => saysPhrase(plain(line), landmarks.error, () => around(index)));
  if (found === undefined) return undefined;
  const [report, integration] = [namedBy(lines, landmarks.report), namedBy(lines, landmarks.integration)];
  return {
    error: plain(found).slice(0, maxNameLength),
    ...(report === undefined ? {} : { report }),
    ...(integration === undefined ? {} : { integration }),
    isRefreshed: lines.some((line) => saysPhrase(plain(line), landmarks.refreshed)),
  };
}
