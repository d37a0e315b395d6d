import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { BrowserDriver } from '../browsers/driver.ts';

const folder = fileURLToPath(new URL('../../screenshots', import.meta.url));

/** Pictures of what the tour passes, in light, in dark, and as narrow as a page may get (UX-20, UX-40). */
export interface Album {
  /** A page at its full width; `narrow` adds one of 320 px. */
  page(page: Page, name: string, options?: { narrow?: boolean }): Promise<void>;
  /** The popup at the size the browser gives it. */
  popup(page: Page, name: string): Promise<void>;
  /** Files so far, oldest first. */
  readonly files: readonly string[];
}

interface Size {
  width: number;
  height: number;
}

const full: Size = { width: 1280, height: 900 };
const narrowest = 320;
/** The popup grows with what it holds, up to here. */
const popupSize: Size = { width: 380, height: 560 };

/** An empty album: pictures of an earlier tour are thrown away. */
export async function openAlbum(browser: BrowserDriver): Promise<Album> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files: string[] = [];

  const shoot = async (page: Page, name: string, size: Size, scheme: 'light' | 'dark'): Promise<void> => {
    await browser.setLook(page, { colorScheme: scheme, ...size });
    const path = join(folder, `${String(files.length + 1).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path });
    files.push(path);
  };

  const shootAll = async (page: Page, name: string, size: Size, isNarrowToo: boolean): Promise<void> => {
    await page.bringToFront();
    await shoot(page, `${name}-light`, size, 'light');
    await shoot(page, `${name}-dark`, size, 'dark');
    if (isNarrowToo) await shoot(page, `${name}-${narrowest}`, { ...size, width: narrowest }, 'light');
    await browser.setLook(page, { colorScheme: 'light', ...size });
  };

  return {
    files,
    page: (page, name, { narrow = false } = {}) => shootAll(page, name, full, narrow),
    popup: (page, name) => shootAll(page, name, popupSize, true),
  };
}
