import { signal } from '@preact/signals';
import { t } from '../../lib/browser/translate';
import type { Text } from '../../lib/model/text';

/** A short message at the bottom of the page, with at most one thing to do about it. */
export interface Toast {
  tone: 'good' | 'problem';
  words: Text;
  action?: { label: Text; run(): void } | { label: Text; href: string };
}

/** What the live region says: progress and success, and what the person must act on (UX-27). */
export const statusWords = signal('');
export const alertWords = signal('');
export const toast = signal<Toast | undefined>(undefined);

/** Tells people who listen to the screen about progress or success. */
export function say(words: Text): void {
  statusWords.value = t(words);
}

/** Tells people who listen to the screen about something they must act on; undefined takes it back. */
export function alert(words: Text | undefined): void {
  alertWords.value = words ? t(words) : '';
}

/** Shows a message and tells it to people who listen. */
export function showToast(next: Toast): void {
  toast.value = next;
  if (next.tone === 'problem') alert(next.words);
  else say(next.words);
}

/** Takes the message away. */
export function closeToast(): void {
  toast.value = undefined;
  alertWords.value = '';
}
