import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { BrowserDriver } from '../browsers/driver.ts';

const folder = fileURLToPath(new URL('../../screenshots', import.meta.url));

/** Pictures of what the tour passes, each in light and in dark, our own pages also as narrow as they may get (UX-20, UX-40). */
export interface Album {
  /** A page of the console, from top to bottom. */
  console(page: Page, name: string): Promise<void>;
  /** The popup at the size the browser gives it, scrolled to the top or to an element. */
  popup(page: Page, name: string, at?: string): Promise<void>;
  /** A page of the provider as its window shows it. */
  provider(page: Page, name: string): Promise<void>;
  /** Files so far, oldest first. */
  readonly files: readonly string[];
}

interface Shot {
  width: number;
  height: number;
  isWhole: boolean;
  isNarrowToo: boolean;
  /** What to scroll to. */
  at: string;
}

const window: Shot = { width: 1280, height: 900, isWhole: false, isNarrowToo: false, at: 'body' };
const shots = {
  provider: window,
  console: { ...window, isWhole: true, isNarrowToo: true },
  /** The popup grows with what it holds, up to here. */
  popup: { ...window, width: 380, height: 560, isNarrowToo: true, at: '.popup-main > *' },
} as const satisfies Record<string, Shot>;
const narrowest = 320;

/** An empty album: pictures of an earlier tour are thrown away. */
export async function openAlbum(browser: BrowserDriver): Promise<Album> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files: string[] = [];

  const shoot = async (page: Page, name: string, shot: Shot, colorScheme: 'light' | 'dark'): Promise<void> => {
    const { width, height, isWhole, at } = shot;
    // Without motion, so that no picture shows colours on their way from one scheme to the other.
    await browser.setLook(page, { colorScheme, reducedMotion: true, width, height });
    await page.$eval(at, (element) => element.scrollIntoView({ block: 'start' }));
    const path = join(folder, `${String(files.length + 1).padStart(2, '0')}-${name}.png`);
    // The shade behind a dialog reaches as far as the window, not down the page.
    const hasDialog = (await page.$('dialog[open]')) !== null;
    await page.screenshot({ path, fullPage: isWhole && !hasDialog });
    files.push(path);
  };

  const shootAll = async (page: Page, name: string, shot: Shot): Promise<void> => {
    await page.bringToFront();
    await shoot(page, `${name}-light`, shot, 'light');
    await shoot(page, `${name}-dark`, shot, 'dark');
    if (shot.isNarrowToo) await shoot(page, `${name}-${narrowest}`, { ...shot, width: narrowest }, 'light');
    await browser.setLook(page, { colorScheme: 'light', width: shot.width, height: shot.height });
  };

  return {
    files,
    console: (page, name) => shootAll(page, name, shots.console),
    popup: (page, name, at = shots.popup.at) => shootAll(page, name, { ...shots.popup, at }),
    provider: (page, name) => shootAll(page, name, shots.provider),
  };
}
