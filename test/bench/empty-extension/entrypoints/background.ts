import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';

export default defineBackground({
  main() {
    browser.runtime.onMessage.addListener((_message, _sender, reply) => {
      reply('here');
      return true;
    });
  },
});
