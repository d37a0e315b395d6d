import { browser } from './api';

/** House red, dark enough for white digits on any toolbar (contrast 5.9:1). */
const needsYouColor = '#b3261e';

/** What the badge shows: how many things need the person, and whether something stops the checks themselves. */
export interface Badge {
  count: number;
  isAlert: boolean;
}

/** The characters of a badge, four at most (UX-30). */
function badgeText({ count, isAlert }: Badge): string {
  const shown = count === 0 ? '' : count > 999 ? '999+' : String(count);
  return isAlert ? `${shown}!`.slice(0, 4) : shown;
}

/** Shows the badge: nothing when all is well (UX-30). `title` says it in words (UX-31). */
export async function showBadge(badge: Badge, title: string): Promise<void> {
  await browser.action.setBadgeText({ text: badgeText(badge) });
  await browser.action.setBadgeBackgroundColor({ color: needsYouColor });
  await browser.action.setTitle({ title });
}
