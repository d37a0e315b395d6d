import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** What a script in pages costs at least; unlisted like the product's own, without the wrapper of the build tool. */
export default defineUnlistedScript(() => {
  // biome-ignore lint/suspicious/noConsole: it does nothing else
  console.debug('here');
});
