import type { Page } from 'puppeteer-core';

/** Whether our overlay stands in a provider's page: its one element, closed to the page, is on show. */
export async function hasOverlay(page: Page): Promise<boolean> {
  return page
    .evaluate(() => [...document.querySelectorAll('ledgerline-guide')].filter((host) => host.isConnected).length === 1)
    .catch(() => false);
}
