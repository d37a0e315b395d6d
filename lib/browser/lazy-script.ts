declare global {
  /** Chromium's worker has it; Firefox's event page does not. */
  var importScripts: ((...files: string[]) => void) | undefined;
}

/**
 * A script of its own that the worker loads when it first needs it: a worker starts many times a day, mostly for little.
 * Firefox has these scripts loaded beforehand, as the manifest says.
 */
export interface LazyScript<Content> {
  /** Where it lies in the package, with a slash at the front. */
  file: string;
  /** What it leaves behind; undefined before it has run. */
  read(): Content | undefined;
}

/** What a script leaves behind; loads it if need be, at once. */
export function loadScript<Content>({ file, read }: LazyScript<Content>): Content {
  if (read() === undefined) globalThis.importScripts?.(file);
  const content = read();
  if (content === undefined) throw new Error(`${file} left nothing behind`);
  return content;
}

/** To be called at top level: Chromium lets a worker load later only what it loaded once while being installed. */
export function prepareScripts(...scripts: LazyScript<unknown>[]): void {
  addEventListener('install', () => scripts.forEach(loadScript));
}
