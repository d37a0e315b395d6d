import { isAmong } from '../model/hosts';
import type { WatchedScreen } from '../providers/watched-screens';
import { ask, isAlive, type PageExtension } from './extension';
import { asksForPassword, findElement } from './find-by-text';
import { pageLocation } from './own-frames';
import { onRouteChange } from './route';
import { isSameScreen, type SharedPage, type ShownScreen } from './shared-page';

/**
 * How long a page may take to show its landmark, and how often it is looked at while it builds itself, in ms. Nothing is
 * shown until then (UX-50); the pages of large products are often longer under way than the two seconds meant there.
 */
const patienceMs = 20_000;
const lookEveryMs = 50;

/** Most of an error text that is handed to the worker, in UTF-16 units; the message schema refuses more. */
const maxErrorLength = 2000;

/** A screen the page may be, by its address, and the company's key in it. */
interface Candidate {
  facts: WatchedScreen;
  shown: ShownScreen;
}

/** A part of an address as it was before it was written there; unchanged when it is written badly. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The screens whose address this is: the first that fits, and those that share its path; none on every other page. What
 * stands behind the # is that of the page `around` a frame.
 */
export function screensAt(
  screens: readonly WatchedScreen[],
  place: Pick<Location, 'hostname' | 'pathname' | 'search' | 'hash'>,
  around: Pick<Location, 'hash'> = place,
): Candidate[] {
  const path = place.pathname + place.search;
  const fitting = screens.filter((screen) => isAmong(place.hostname, screen.hosts) && screen.path.test(path));
  const alike = fitting.filter((screen) => screen.path.source === fitting[0]?.path.source);
  return alike.map((facts) => {
    const found = facts.companyKey?.exec(path + around.hash) ?? facts.hostKey?.exec(place.hostname);
    return { facts, shown: { screenId: facts.id, companyKey: found ? unescaped(found[0]) : undefined } };
  });
}

/**
 * Watches which known screen the page shows and tells the worker: once when it is recognised, and again after each route
 * change. Draws nothing, changes nothing, and does nothing at all where no address matches. Stops at once on a page that
 * asks for a password (SEC-16), and for good when the extension went away (SEC-63).
 */
export function watchScreens(screens: readonly WatchedScreen[], extension: PageExtension, page: SharedPage): void {
  const life = new AbortController();
  let stopWaiting: (() => void) | undefined;
  /** The company last seen in the address of this document: older routes of a single-page app leave it out. */
  let lastCompanyKey: string | undefined;

  const leave = (): void => {
    page.shown = undefined;
    page.overlay?.remove();
  };

  /** An error is told before the screen, so that the worker knows it when the overlay asks what to say. */
  const recognise = async ({ facts, shown }: Candidate): Promise<void> => {
    if (page.shown && !isSameScreen(shown, page.shown)) leave();
    page.shown = shown;
    const text = readError(facts);
    if (text !== undefined) await ask(extension, { type: 'screen.error', screenId: facts.id, text });
    if (page.shown === shown) await ask(extension, { type: 'screen.shown', ...shown });
  };

  const enter = (): void => {
    stopWaiting?.();
    if (!isAlive(extension)) {
      life.abort();
      leave();
      return;
    }
    const candidates = screensAt(screens, location, pageLocation());
    for (const { facts, shown } of candidates) {
      lastCompanyKey = shown.companyKey ?? lastCompanyKey;
      if (facts.companyKey && lastCompanyKey) shown.companyKey = lastCompanyKey;
    }
    if (!candidates.some(({ shown }) => isSameScreen(shown, page.shown))) leave();
    if (candidates.length > 0) stopWaiting = waitForLandmark(candidates, (found) => void recognise(found), leave);
  };

  page.look = enter;
  onRouteChange(enter, life.signal);
  enter();
}

/** The error in the address of a page, as path and the parameters that tell it and no others; undefined without one. */
function errorInAddress(
  { errorParameters = [] }: WatchedScreen,
  { pathname, search }: { pathname: string; search: string },
): string | undefined {
  const given = new URLSearchParams(search);
  const telling = new URLSearchParams(
    errorParameters.flatMap((name) => given.getAll(name).map((text) => [name, text])),
  );
  return telling.size === 0 ? undefined : `${pathname}?${telling}`;
}

/** What the provider's own error page says, in its address or to the eye; undefined on every other screen. */
function readError(facts: WatchedScreen): string | undefined {
  const place = facts.errorText && findElement(facts.errorText);
  // biome-ignore lint/performance/useDomNodeTextContent: only what the person can see may be read here (SEC-16)
  const shown = place instanceof HTMLElement ? place.innerText.trim() : undefined;
  return (errorInAddress(facts, location) ?? shown)?.slice(0, maxErrorLength);
}

/**
 * Calls `found` as soon as the landmark of a candidate is visible, or `missed` when patience ends or at a password field;
 * returns the way to stop waiting. Where several pages share a path it goes on looking: a page that draws itself shows the
 * one before for a while.
 */
function waitForLandmark(
  candidates: readonly Candidate[],
  found: (screen: Candidate) => void,
  missed: () => void,
): () => void {
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  let last: Candidate | undefined;
  const observer = new MutationObserver(() => {
    lookTimer ??= setTimeout(look, lookEveryMs);
  });
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(lookTimer);
    clearTimeout(endTimer);
  };
  const giveUp = (): void => {
    stop();
    missed();
  };
  const look = (): void => {
    lookTimer = undefined;
    if (asksForPassword()) {
      giveUp();
      return;
    }
    const there = candidates.find(({ facts }) => findElement(facts.landmarks) !== undefined);
    if (there === last) return;
    // What is drawn anew is told again: the overlay may have gone with it.
    last = there;
    if (!there) return;
    clearTimeout(endTimer);
    if (candidates.length === 1) stop();
    found(there);
  };
  endTimer = setTimeout(giveUp, patienceMs);
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['class', 'style', 'hidden'] });
  look();
  return stop;
}
