import { t } from '../../lib/browser/translate';

/** "and 3 more" behind a list of names; nothing when there are none. */
export function More({ count }: { count: number }) {
  if (count <= 0) return null;
  return <> {t({ key: 'status_incident_more', count, values: [String(count)] })}</>;
}
