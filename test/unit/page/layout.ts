/** Watches nothing: happy-dom has nothing to see. */
class BlindObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/**
 * happy-dom has no layout, hit testing, top layer or animations. This gives each element a box: what `data-box="x y width height"` says, else 100 × 20 at the
 * origin; nothing under `hidden` has one.
 */
export function layOutPage(): void {
  Element.prototype.getBoundingClientRect = function (this: Element): DOMRect {
    if (!this.checkVisibility()) return new DOMRect(0, 0, 0, 0);
    const [x = 0, y = 0, width = 100, height = 20] = (this.getAttribute('data-box') ?? '')
      .split(' ')
      .filter(Boolean)
      .map(Number);
    return new DOMRect(x, y, width, height);
  };
  Element.prototype.checkVisibility = function (this: Element): boolean {
    return this.isConnected && this.closest('[hidden]') === null;
  };
  Object.assign(Element.prototype, { showPopover: () => {}, hidePopover: () => {} });
  Object.assign(Element.prototype, { animate: () => ({ currentTime: 0, cancel: () => {} }) });
  Object.assign(document, { elementFromPoint: () => document.documentElement.lastElementChild });
  Object.assign(window, { IntersectionObserver: BlindObserver });
  Object.assign(globalThis, { IntersectionObserver: BlindObserver });
}

/** Puts an address and a body on show without a load. */
export function showPage(url: string, body: string): void {
  window.location.href = url;
  document.body.innerHTML = body;
}
