import { alertWords, statusWords } from '../state/notices';

/** The one live region of a page: progress and success politely, at once only when the person must act (UX-27). */
export function LiveRegion() {
  return (
    <div class="visually-hidden">
      <div role="status">{statusWords}</div>
      <div role="alert">{alertWords}</div>
    </div>
  );
}
