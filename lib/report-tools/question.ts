import type { MarkerTexts } from '../messages/report-requests';
import type { Connection } from '../model/connection';
import { text } from '../model/text';

/** So many candidates are named; the rest is counted. */
const mostNames = 3;

function nameOf({ nickname, companyName }: Connection): string {
  return nickname ?? companyName;
}

/** What to say where nobody but the person can tell which connection a message is about. Pure. */
export function questionAbout(candidates: readonly Connection[]): MarkerTexts {
  const names = candidates
    .slice(0, mostNames)
    .map((connection) => `“${nameOf(connection)}”`)
    .join(', ');
  const more = candidates.length - mostNames;
  const shared = {
    status: 'unknown',
    statusWord: text('marker_status_open'),
    steps: [],
    ranked: [],
    acts: ['pick'],
    isChecking: false,
  } as const;
  if (candidates.length === 0) {
    return { ...shared, headline: text('marker_none'), why: text('marker_none_why'), steps: [] };
  }
  return {
    ...shared,
    steps: [],
    headline: text('marker_some'),
    why:
      more > 0
        ? { key: 'marker_some_more', count: more, values: [names, String(more)] }
        : text('marker_some_why', names),
  };
}
