import { browser } from './api';

/** An idle worker is stopped after 30 s; a call of any extension API starts that time anew (SEC-32). */
const pulseMs = 10_000;

/** Keeps the worker awake until the returned function is called. */
export function keepAwake(): () => void {
  const pulse = setInterval(() => void browser.runtime.getPlatformInfo(), pulseMs);
  return () => clearInterval(pulse);
}
