/** Which elements are right, by the name of what they are right for; kept beside the page, where no scrambling reaches. */
export class Marks {
  readonly #names = new WeakMap<Element, Set<string>>();

  add(element: Element, name: string): void {
    this.#names.set(element, new Set([...(this.#names.get(element) ?? []), name]));
  }

  /** Whether the element, or one it stands in, is marked so: a press on the words of a button presses the button. */
  has(element: Element, name: string): boolean {
    for (let one: Element | null = element; one; one = one.parentElement) {
      if (this.#names.get(one)?.has(name)) return true;
    }
    return false;
  }

  /** The copy is right for what the original is right for. */
  copy(original: Element, copy: Element): void {
    const names = this.#names.get(original);
    if (names) this.#names.set(copy, names);
  }
}

/** A copy of a part of the page with what was typed and chosen in it, and with its marks. */
export function copyWithState(part: Element, marks: Marks): Element {
  const copy = document.importNode(part, true);
  const originals = [part, ...part.querySelectorAll('*')];
  for (const [at, one] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const original = originals[at];
    if (!original) continue;
    marks.copy(original, one);
    if (original instanceof HTMLInputElement && one instanceof HTMLInputElement) {
      one.checked = original.checked;
      if (original.type !== 'file') one.value = original.value;
    }
    if (original instanceof HTMLSelectElement && one instanceof HTMLSelectElement) one.value = original.value;
  }
  return copy;
}
