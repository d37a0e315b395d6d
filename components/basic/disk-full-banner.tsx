import { t, tk } from '../../lib/browser/translate';
import { disk } from '../state/live';

/**
 * Says on every surface that this device takes no more, for as long as that lasts (SEC-42). It is read out through the
 * page's live region (UX-27), so it has no role of its own.
 */
export function DiskFullBanner() {
  const { isFull, unsaved } = disk.value;
  if (!isFull) return null;
  return (
    <section class="flow-banner disk-full" data-tone="problem" aria-label={tk('status_disk_full_title')}>
      <h2>{tk('status_disk_full_title')}</h2>
      <p>{tk('status_disk_full_why')}</p>
      <p>
        <strong>
          {unsaved > 0
            ? t({ key: 'status_disk_full_unsaved', count: unsaved, values: [`${unsaved}`] })
            : tk('status_disk_full_keep_open')}
        </strong>
      </p>
      <p>{tk('status_disk_full_todo')}</p>
    </section>
  );
}
