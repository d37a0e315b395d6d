import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Overlay } from '../components/overlay/overlay';
import type { PageExtension } from '../lib/page/extension';
import { isInOwnPage } from '../lib/page/own-frames';
import { sharedPage } from '../lib/page/shared-page';

declare const chrome: PageExtension;

/**
 * The overlay, put into a page by the worker when there is something to say about the screen the watcher told of. Running
 * it again in the same page brings the one overlay up to date.
 */
export default defineUnlistedScript(() => {
  const page = sharedPage();
  if (!isInOwnPage() || !page.shown) return;
  page.overlay ??= new Overlay({ extension: chrome, nowMs: () => performance.now() });
  void page.overlay.show(page.shown);
});
