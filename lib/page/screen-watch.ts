import type { ScreenFacts } from '../providers/screen';
import { ask, isAlive, type PageExtension } from './extension';
import { asksForPassword, findElement } from './find-element';
import { onRouteChange } from './route';
import { isSameScreen, type SharedPage, type ShownScreen } from './shared-page';

/** How long a page may take to show its landmark (UX-50), and how often it is looked at while it builds itself, in ms. */
const patienceMs = 2000;
const lookEveryMs = 50;

/** Most of an error text that is handed to the worker, in UTF-16 units; the message schema refuses more. */
const maxErrorLength = 2000;

/** The screen whose address this is, with the company's key; undefined on every other page. */
export function screenAt(
  screens: readonly ScreenFacts[],
  place: { hostname: string; pathname: string; search: string },
): { facts: ScreenFacts; shown: ShownScreen } | undefined {
  const path = place.pathname + place.search;
  const facts = screens.find((screen) => screen.hosts.includes(place.hostname) && screen.path.test(path));
  if (!facts) return undefined;
  const companyKey = facts.companyKey?.exec(path)?.[1];
  return { facts, shown: companyKey === undefined ? { screenId: facts.id } : { screenId: facts.id, companyKey } };
}

/**
 * Watches which known screen the page shows and tells the worker: once when it is recognised, and again after each route
 * change. Draws nothing, changes nothing, and does nothing at all where no address matches. Stops at once on a page that
 * asks for a password (SEC-16), and for good when the extension went away (SEC-63).
 */
export function watchScreens(screens: readonly ScreenFacts[], extension: PageExtension, page: SharedPage): void {
  const life = new AbortController();
  let stopWaiting: (() => void) | undefined;

  const leave = (): void => {
    page.shown = undefined;
    page.overlay?.remove();
  };

  const recognise = (facts: ScreenFacts, shown: ShownScreen): void => {
    page.shown = shown;
    void ask(extension, { type: 'screen.shown', ...shown });
    const errorPlace = facts.errorText && findElement(facts.errorText);
    if (!(errorPlace instanceof HTMLElement)) return;
    // biome-ignore lint/performance/useDomNodeTextContent: only what the person can see may be read here (SEC-16)
    const text = errorPlace.innerText.trim().slice(0, maxErrorLength);
    void ask(extension, { type: 'screen.error', screenId: facts.id, text });
  };

  const enter = (): void => {
    stopWaiting?.();
    stopWaiting = undefined;
    if (!isAlive(extension)) {
      life.abort();
      leave();
      return;
    }
    const place = screenAt(screens, location);
    if (!isSameScreen(place?.shown, page.shown)) leave();
    if (place) stopWaiting = waitForLandmark(place.facts, () => recognise(place.facts, place.shown), leave);
  };

  onRouteChange(enter, life.signal);
  enter();
}

/** Calls `found` as soon as the screen's landmark is visible, or `missed` after two seconds or at a password field; returns the way to stop waiting. */
function waitForLandmark(facts: ScreenFacts, found: () => void, missed: () => void): () => void {
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    lookTimer ??= setTimeout(look, lookEveryMs);
  });
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(lookTimer);
    clearTimeout(endTimer);
  };
  const end = (next: () => void): boolean => {
    stop();
    next();
    return true;
  };
  const look = (): boolean => {
    lookTimer = undefined;
    if (asksForPassword()) return end(missed);
    return findElement(facts.landmarks) !== undefined && end(found);
  };
  if (!look()) {
    observer.observe(document, { childList: true, subtree: true, attributeFilter: ['class', 'style', 'hidden'] });
    endTimer = setTimeout(() => end(missed), patienceMs);
  }
  return stop;
}
