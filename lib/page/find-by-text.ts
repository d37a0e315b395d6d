import type { Finder } from '../providers/screen';

/** Longest text an element may have to count as "the place that says so": more is a whole page, not a landmark. */
const maxTextLength = 2000;

/** Whether a person can see the element: it has a box, and nothing hides it. */
export function isVisible(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return (
    box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** The element's text as compared with finders: white space collapsed, lower case; the label of a submit field is its value. */
export function plainText(element: Element): string {
  const words = element instanceof HTMLInputElement ? element.value : (element.textContent ?? '');
  return words.replace(/\s+/g, ' ').trim().toLowerCase();
}

/**
 * The first visible element one of the finders leads to, tried in order; undefined when the page has none of them.
 * Of several elements that contain the wanted text, the one with the least text around it wins.
 */
export function findElement(finders: readonly Finder[], root: ParentNode = document): Element | undefined {
  for (const { selector, texts } of finders) {
    let best: Element | undefined;
    let bestLength = maxTextLength + 1;
    for (const element of root.querySelectorAll(selector)) {
      if (!texts) {
        if (isVisible(element)) return element;
        continue;
      }
      const words = plainText(element);
      if (words.length < bestLength && texts.some((text) => words.includes(text)) && isVisible(element)) {
        best = element;
        bestLength = words.length;
      }
    }
    if (best) return best;
  }
  return undefined;
}

/** Whether a password is asked for anywhere on the page: our scripts then leave it alone (SEC-16). */
export function asksForPassword(): boolean {
  return document.querySelector('input[type=password]') !== null;
}
