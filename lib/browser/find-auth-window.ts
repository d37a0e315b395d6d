import type { ShownWindow } from '../model/ports';
import { isSameSite } from '../providers/custom/same-site';
import { browser } from './api';

/** What a browser tells of a tab; of its address only where we hold the permission for it. */
interface TabFacts {
  id?: number;
  windowId?: number;
  openerTabId?: number;
  incognito?: boolean;
  url?: string;
  pendingUrl?: string;
}

/** How sure it is that a popup is the one of the sign-in. */
type Likeness = 'proven' | 'same_host' | 'same_site' | 'unknown' | 'foreign';

/** A popup that appeared while a sign-in was waited for. */
interface Candidate {
  place: Pick<ShownWindow, 'windowId' | 'tabId'>;
  likeness: Likeness;
  isPopup: boolean;
}

function likenessTo(signIn: URL, address: string | undefined): Likeness {
  if (!address || address.startsWith('about:') || !URL.canParse(address)) return 'unknown';
  const state = signIn.searchParams.get('state');
  // Nobody else knows our state, and its characters are the same however often a redirect escapes them (SEC-03).
  if (state && address.includes(state)) return 'proven';
  // A request of another app, which the same provider is asked to connect at this moment.
  if (address.includes('client_id') && !address.includes(signIn.searchParams.get('client_id') ?? '')) return 'foreign';
  if (new URL(address).host === signIn.host) return 'same_host';
  return isSameSite(address, signIn.href) ? 'same_site' : 'foreign';
}

/** What an address tells later. The person goes on to other pages: what was ours stays ours, and only proof undoes a no. */
function laterLikeness(before: Likeness, now: Likeness): Likeness {
  return before === 'unknown' || now === 'proven' ? now : before;
}

/** The window that is ours, or `unidentified` where several may be; undefined where none is on show. */
function choose(candidates: readonly Candidate[]): ShownWindow | 'unidentified' | undefined {
  const popups = candidates.filter(({ isPopup }) => isPopup);
  for (const wanted of ['proven', 'same_host', 'same_site'] as const) {
    const [found, another] = popups.filter(({ likeness }) => likeness === wanted);
    if (found) return another ? 'unidentified' : { ...found.place, isCertain: true };
  }
  const [only, another] = popups.filter(({ likeness }) => likeness === 'unknown');
  return only && (another ? 'unidentified' : { ...only.place, isCertain: false });
}

function isSame(one: ShownWindow | 'unidentified', other: ShownWindow | 'unidentified' | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one.tabId === other.tabId && one.isCertain === other.isCertain;
}

/** Follows the popups that appear and what their addresses tell, and reports each change of what follows from it. */
function followPopups(signIn: URL, onShown: (shown: ShownWindow | 'unidentified') => void) {
  const candidates = new Map<number, Candidate>();
  let last: ShownWindow | 'unidentified' | undefined;
  const report = (): void => {
    const next = choose([...candidates.values()]);
    if (next === undefined || isSame(next, last)) return;
    last = next;
    onShown(next);
  };
  return {
    created({ id: tabId, windowId, openerTabId, incognito, url, pendingUrl }: TabFacts): void {
      if (tabId === undefined || windowId === undefined || openerTabId !== undefined || incognito) return;
      const likeness = likenessTo(signIn, pendingUrl || url);
      const candidate: Candidate = { place: { windowId, tabId }, likeness, isPopup: false };
      candidates.set(tabId, candidate);
      browser.windows.get(windowId).then(
        ({ type }) => {
          candidate.isPopup = type === 'popup';
          report();
        },
        // Gone again already: there is nothing to show or to close.
        () => candidates.delete(tabId),
      );
    },
    updated(tabId: number, { url }: { url?: string }): void {
      const candidate = candidates.get(tabId);
      if (!candidate || !url) return;
      candidate.likeness = laterLikeness(candidate.likeness, likenessTo(signIn, url));
      report();
    },
  };
}

/**
 * Calls back with the window that the browser opens for a sign-in. Both browsers make it a popup with one tab, and say so to
 * nobody; other popups may appear at the same moment. Ours is the one whose address holds our `state`, or the only one at
 * the provider's sign-in host, or at another host of the site: who is signed in already is sent on from there before the window
 * appears. Addresses are kept from us where we have no permission for the host: the only window that appeared is then
 * probably ours, which is not certain enough to close it; of several, none can be told from the others (`unidentified`).
 *
 * @param onShown called with each change of what is known
 * @returns the way to stop looking
 */
export function findAuthWindow(url: string, onShown: (shown: ShownWindow | 'unidentified') => void): () => void {
  const signIn = new URL(url);
  const { created, updated } = followPopups(signIn, onShown);
  const { onCreated, onUpdated } = browser.tabs;
  onCreated.addListener(created);
  // Firefox may start us again for listeners of an earlier start: none of ours hears of every page.
  if (import.meta.env.FIREFOX) onUpdated.addListener(updated, { urls: [`https://${signIn.hostname}/*`] });
  else onUpdated.addListener(updated);
  return () => {
    onCreated.removeListener(created);
    onUpdated.removeListener(updated);
  };
}
