import { tk } from '../../lib/browser/translate';
import { text } from '../../lib/model/text';
import { showToast } from '../state/notices';

/** Puts a text into the clipboard and says so. Browsers allow that in a click, unless a policy forbids it. */
export async function copyText(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    showToast({ tone: 'good', words: text('status_copied') });
  } catch {
    showToast({ tone: 'problem', words: text('status_copy_refused') });
  }
}

/** A button that copies `words`; `label` says what it copies. */
export function CopyButton({ words, label }: { words: string; label?: string }) {
  return (
    <button type="button" class="button" onClick={() => void copyText(words)}>
      {label ?? tk('status_copy')}
    </button>
  );
}
