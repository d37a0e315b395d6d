/** How often a browser without the Navigation API is looked at, in ms; reading an address costs nothing noticeable. */
const pollMs = 200;

/**
 * Calls `listener` after each change of the address without a load, until `signal` aborts.
 * The Navigation API tells in the isolated worlds of Chromium 156 and Firefox 153 (both tried); before Firefox 147 there is
 * none, and `pushState` can only be noticed by looking.
 */
export function onRouteChange(listener: () => void, signal: AbortSignal): void {
  let last = location.href;
  const look = (): void => {
    if (location.href === last) return;
    last = location.href;
    listener();
  };
  if ('navigation' in window) {
    navigation.addEventListener('currententrychange', look, { signal });
    return;
  }
  addEventListener('popstate', look, { signal });
  const timer = setInterval(look, pollMs);
  signal.addEventListener('abort', () => clearInterval(timer));
}
