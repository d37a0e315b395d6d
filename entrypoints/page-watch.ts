import { screensOn } from 'virtual:watched-screens';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isAmong } from '../lib/model/hosts';
import type { PageExtension } from '../lib/page/extension';
import { isInOwnPage } from '../lib/page/own-frames';
import { watchScreens } from '../lib/page/screen-watch';
import { sharedPage } from '../lib/page/shared-page';

declare const chrome: PageExtension;

/** How long a page that is never idle can put the watcher off, in ms. */
const latestMs = 200;

/**
 * The watcher on provider hosts, registered by the worker as a content script on the screens of connected providers.
 * An unlisted script in the build, because the content-script wrapper of the build tool announces itself to the page with
 * an event that carries the extension's id, and costs a third of the size allowed here. Run again in the same page, it
 * has the one watcher tell anew what it sees.
 */
export default defineUnlistedScript(() => {
  // Chromium runs scripts of extensions just before the page's load event: each ms there lets the page draw itself first more
  // often, and holds that event up by several.
  requestIdleCallback(watch, { timeout: latestMs });
});

function watch(): void {
  if (!isInOwnPage()) return;
  const page = sharedPage();
  if (page.look) {
    page.look();
    return;
  }
  const isFrame = window !== window.top;
  const screens = screensOn((hosts) => isAmong(location.hostname, hosts));
  watchScreens(isFrame ? screens.filter((screen) => screen.inFrames) : screens, chrome, page);
}
