import { browser } from './api';

/** Name and version of the product and of the browser it runs in, for the support report. */
export function productFacts(): { name: string; version: string; browser: string } {
  const { short_name, name, version } = browser.runtime.getManifest();
  const [, engine] = /(Firefox\/[\d.]+|Edg\/[\d.]+|Chrome\/[\d.]+)/.exec(navigator.userAgent) ?? [];
  return { name: short_name ?? name, version, browser: engine ?? 'unknown' };
}
