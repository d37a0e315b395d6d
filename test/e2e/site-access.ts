import type { Page } from 'puppeteer-core';
import type { Stage } from './stage.ts';

/**
 * Takes site access away as a person does in the browser's settings. In the Chromium build under test all hosts are
 * required ones, because nobody can answer its prompt: there the person sets site access to "on click".
 */
export async function takeHosts(stage: Stage, own: Page, pattern: string): Promise<void> {
  if (stage.browser.kind === 'chromium') return setSiteAccess(stage, 'ON_CLICK');
  await own.evaluate((origin) => chrome.permissions.remove({ origins: [origin] }), pattern);
}

/** Gives site access back: in Firefox by the button in our page, in Chromium in the browser's settings. */
export async function giveHosts(stage: Stage, own: Page, press: () => Promise<void>): Promise<void> {
  if (stage.browser.kind !== 'chromium') return press();
  await setSiteAccess(stage, 'ON_ALL_SITES');
  await own.bringToFront();
}

async function setSiteAccess(stage: Stage, hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const settings = await stage.browser.newPage('chrome://extensions');
  await settings.evaluate(
    async (extensionId, access) => {
      const { developerPrivate } = Object(chrome);
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
    },
    new URL(stage.browser.extensionOrigin).host,
    hostAccess,
  );
  await settings.close();
}
