import { browser } from './api';

/** House red, dark enough for white digits on any toolbar (contrast 5.9:1). */
const needsYouColor = '#b3261e';

/** Shows how many things need the person: nothing when none does (UX-30). `title` says it in words (UX-31). */
export async function showBadge(count: number, title: string): Promise<void> {
  const shown = count === 0 ? '' : count > 999 ? '999+' : String(count);
  await browser.action.setBadgeText({ text: shown });
  await browser.action.setBadgeBackgroundColor({ color: needsYouColor });
  await browser.action.setTitle({ title });
}
