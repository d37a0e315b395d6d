const api = globalThis.browser ?? globalThis.chrome;
globalThis.ask = (message) => api.runtime.sendMessage(message);
globalThis.keep = (value) => api.storage.local.set({ value });
globalThis.kept = async () => (await api.storage.local.get('value')).value;
document.getElementById('redirect').textContent = api.identity.getRedirectURL();
document.getElementById('go').addEventListener('click', async () => {
  const url = document.getElementById('url').value;
  document.getElementById('answer').textContent = JSON.stringify(await globalThis.ask({ type: 'sign-in', url }));
});
// biome-ignore lint/suspicious/noConsole: the driver's test listens for it.
console.info('probe popup opened');
