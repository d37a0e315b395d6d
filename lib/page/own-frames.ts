import { isVisible } from './find-by-text';

/**
 * Whether this frame stands in pages of its own origin all the way up: a provider's own frame, or no frame at all. Somebody
 * else's page that shows the provider's inside is another origin, which the browser does not let us look at.
 */
export function isInOwnPage(): boolean {
  try {
    for (let frame: Window = window; frame !== frame.parent; frame = frame.parent) {
      if (frame.parent.location.origin !== location.origin) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** The address of the page this frame belongs to; its own in the page itself. Only for frames in their own page. */
export function pageLocation(): Location {
  return (window.top ?? window).location;
}

/** Whether a frame of this page's own origin is on show: our scripts run in it too, and speak there. */
export function hasOwnFrame(): boolean {
  return [...document.querySelectorAll('iframe')].some((frame) => frame.contentDocument !== null && isVisible(frame));
}

/** Where in a page the person is at work. */
export type Focus = 'here' | 'other_frame' | 'away';

/** Whether the focus is in this frame, in another one of the page it belongs to, or elsewhere. */
export function whereFocusIs(): Focus {
  if (document.hasFocus()) return 'here';
  return isInOwnPage() && window.top?.document.hasFocus() ? 'other_frame' : 'away';
}
