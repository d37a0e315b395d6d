import { whereFocusIs } from './own-frames';
import type { Box } from './place-box';
import { isCovered, isDeceptive, isTampered } from './tamper';

/** How long the overlay must have stood still, uncovered and in a window in use before a click in it counts, in ms. */
const steadyForMs = 600;

/** For how long no click counts after the overlay was covered, in ms: what comes and goes may lie between two looks at it. */
const distrustMs = 1500;

/** How late an occlusion report of the browser may come, in ms; Chromium allows no less than 100. */
const occlusionDelayMs = 100;

export interface ClickGuard {
  /** To be called a few times a second: looks for tampering and coverings. */
  look(): 'fine' | 'covered' | 'tampered';
  /** To be called when the overlay was drawn, moved or changed: what lies under the pointer is news to the person. */
  moved(): void;
  /** Whether a click in the overlay is the wish of a person who saw what they clicked (SEC-61). */
  allows(event: Event): boolean;
}

interface GuardPorts {
  /** The overlay's visible box right now. */
  box(): Box;
  nowMs(): number;
  signal: AbortSignal;
}

/**
 * Guards the clicks of an overlay against a page that tricks people into them. Besides looking itself it listens to the
 * occlusion reports of IntersectionObserver v2 where they exist (Chromium; not in Firefox 153).
 */
export function guardClicks(host: Element, target: Element, { box, nowMs, signal }: GuardPorts): ClickGuard {
  let steadySinceMs = nowMs();
  let coveredAtMs = Number.NEGATIVE_INFINITY;
  let isOccluded = false;
  let focus = whereFocusIs();
  const moved = (): void => {
    steadySinceMs = nowMs();
  };
  const recordCover = (): void => {
    coveredAtMs = nowMs();
    moved();
  };
  const recordFocus = (): void => {
    const now = whereFocusIs();
    if (focus === 'away' && now !== 'away') moved();
    // That it came here from another frame is for the event to tell.
    if (now !== 'here' || focus === 'away') focus = now;
  };

  const observer = new IntersectionObserver(
    (entries) => {
      const last = entries.at(-1);
      isOccluded = last !== undefined && 'isVisible' in last && last.isVisible === false;
      if (isOccluded) recordCover();
    },
    // `trackVisibility` and `delay` are version 2 of the interface; browsers without it ignore them.
    Object.assign({ threshold: [0, 0.25, 0.5, 0.75, 1] }, { trackVisibility: true, delay: occlusionDelayMs }),
  );
  observer.observe(target);
  signal.addEventListener('abort', () => observer.disconnect());

  for (const type of ['resize', 'fullscreenchange', 'visibilitychange', 'pointerlockchange']) {
    addEventListener(type, moved, { capture: true, signal });
  }
  // A window that has just come to the front may have done so between two clicks of the same double-click. A focus that was
  // in another frame of the page comes by a press in this one, and is no news to the person. Not in the capturing phase:
  // there the window hears of every field that gets the focus.
  addEventListener(
    'focus',
    () => {
      if (focus !== 'other_frame') moved();
      focus = 'here';
    },
    { signal },
  );
  addEventListener(
    'blur',
    () => {
      focus = 'away';
    },
    { signal },
  );
  // A covering that vanishes at the press is still there when the press begins.
  addEventListener(
    'pointerdown',
    () => {
      if (isDeceptive(host, box())) recordCover();
    },
    { capture: true, signal },
  );

  return {
    moved,
    look() {
      recordFocus();
      if (isTampered(host)) return 'tampered';
      if (!isOccluded && !isCovered(host, box())) return 'fine';
      recordCover();
      return 'covered';
    },
    allows(event) {
      if (!event.isTrusted || isOccluded || nowMs() - steadySinceMs < steadyForMs) return false;
      if (nowMs() - coveredAtMs < distrustMs) return false;
      return !isTampered(host) && !isDeceptive(host, box());
    },
  };
}
