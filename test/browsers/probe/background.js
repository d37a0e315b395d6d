// Smallest extension that uses what the drivers must be able to drive: storage, host permission, auth window.
const api = globalThis.browser ?? globalThis.chrome;

api.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message.type === 'who') reply({ startedAtMs });
  if (message.type === 'reach') {
    fetch(message.url).then(
      (answer) => reply({ status: answer.status }),
      (error) => reply({ error: String(error) }),
    );
  }
  if (message.type === 'sign-in') {
    api.identity.launchWebAuthFlow({ url: message.url, interactive: true }).then(
      (url) => reply({ url }),
      (error) => reply({ error: String(error?.message ?? error) }),
    );
  }
  return true;
});

const startedAtMs = Date.now();
// biome-ignore lint/suspicious/noConsole: the driver's test listens for it.
console.info('probe background started');
