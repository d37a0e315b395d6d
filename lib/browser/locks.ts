import type { WithLock } from '../model/ports';

/** Web Locks: held over all contexts of the extension and freed by the browser when their holder dies (SEC-30). */
export const withLock: WithLock = (name, work) => navigator.locks.request(name, work);
