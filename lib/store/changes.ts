const channelName = 'ledgerline-store';

/** Tells every other context of the extension that committed state has changed. Carries no data: readers read the store. */
export function announceStoreChange(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('changed');
  channel.close();
}

/** Calls back after each commit made in another context; returns the way to stop that. */
export function onStoreChange(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = () => listener();
  return () => channel.close();
}
