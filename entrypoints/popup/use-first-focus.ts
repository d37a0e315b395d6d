import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Most urgent first: the sign-in that waits, what needs the person, then the first row (UX-25). */
const wanted = ['.flow-banner .primary', '.row .primary', '.empty-state .primary', '.row-toggle'];

/** Puts the focus on the most urgent thing once, when the popup opens. */
export function useFirstFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (!element || document.activeElement !== document.body) return;
    const candidates = wanted.map((selector) => element.querySelector<HTMLElement>(selector));
    candidates.find((candidate) => candidate !== null)?.focus();
  }, [root]);
}
