import { t } from '../../lib/browser/translate';
import { freshness } from '../state/freshness';

export { readFreshness } from '../state/freshness';

/** "All connections checked within the last 58 min", or which have not been, since when and why (UX-10). */
export function FreshnessLine() {
  if (!freshness.value) return null;
  const { words, isStale } = freshness.value;
  return <span class={isStale ? 'stale' : undefined}>{t(words)}</span>;
}
