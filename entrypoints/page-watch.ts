import { screensOn } from 'virtual:watched-screens';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isAmong } from '../lib/model/hosts';
import type { PageExtension } from '../lib/page/extension';
import { isInOwnPage } from '../lib/page/own-frames';
import { watchScreens } from '../lib/page/screen-watch';
import { sharedPage } from '../lib/page/shared-page';

declare const chrome: PageExtension;

/**
 * The watcher on provider hosts, registered by the worker as a content script on the screens of connected providers.
 * An unlisted script in the build, because the content-script wrapper of the build tool announces itself to the page with
 * an event that carries the extension's id, and costs a third of the size allowed here. Run again in the same page, it
 * has the one watcher tell anew what it sees.
 */
export default defineUnlistedScript(() => {
  if (!isInOwnPage()) return;
  const page = sharedPage();
  if (page.look) return page.look();
  const isFrame = window !== window.top;
  const screens = screensOn((hosts) => isAmong(location.hostname, hosts));
  watchScreens(isFrame ? screens.filter((screen) => screen.inFrames) : screens, chrome, page);
});
