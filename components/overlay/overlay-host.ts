import { draw } from './drawing';
import { overlayStyle } from './overlay-style';

/** After this long without a sign of life from its script the overlay makes itself invisible; how often it gives one. In ms. */
const aloneMs = 5000;
const beatEveryMs = 1500;

/** Events that stay inside: the page learns neither what is typed in the overlay nor that it was used (UX-55). */
const ownEvents = [
  'keydown',
  'keyup',
  'keypress',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'focusin',
  'focusout',
];

export interface OverlayHost {
  element: HTMLElement;
  root: ShadowRoot;
  box: HTMLElement;
  outline: HTMLElement;
  /** Shows that the script lives; to be called at least every few seconds. */
  beat(): void;
  /** Puts the overlay over dialogs of the page that opened since. What a modal one blocks stays blocked, ours too. */
  raise(): void;
  remove(): void;
}

/**
 * One element at the end of the page with a closed shadow root, out of the page's flow so that nothing moves. Whatever
 * kills the script without a word (Firefox does so on update and removal) leaves an overlay that fades by itself: it holds
 * an animation to invisibility that is wound back with every beat (SEC-63). Its delay costs no frames.
 */
export function putHost(direction: 'ltr' | 'rtl'): OverlayHost {
  const element = document.createElement('ledgerline-guide');
  element.dataset.dir = direction;
  const root = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${overlayStyle}:host{direction:${direction}!important}`);
  root.adoptedStyleSheets = [sheet];

  const outline = draw('div', 'outline');
  outline.hidden = true;
  const box = draw('div', 'box');
  const layer = draw('div', 'layer', outline, box);
  layer.popover = 'manual';
  root.append(layer);
  for (const type of ownEvents) root.addEventListener(type, (event) => event.stopPropagation());
  document.documentElement.append(element);

  layer.showPopover();
  let openBefore = document.querySelectorAll(':modal, :popover-open').length;

  const farewell = layer.animate([{ visibility: 'hidden' }, { visibility: 'hidden' }], {
    delay: aloneMs,
    duration: 1,
    fill: 'forwards',
  });
  return {
    element,
    root,
    box,
    outline,
    raise() {
      const open = document.querySelectorAll(':modal, :popover-open').length;
      if (open === openBefore) return;
      openBefore = open;
      layer.hidePopover();
      layer.showPopover();
    },
    beat() {
      if (Number(farewell.currentTime) > beatEveryMs) farewell.currentTime = 0;
    },
    remove() {
      farewell.cancel();
      element.remove();
    },
  };
}
