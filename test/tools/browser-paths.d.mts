/** Path of an installed browser; undefined when there is none. `CHROMIUM_PATH` and `FIREFOX_PATH` go first. */
export declare function findBrowser(kind: 'chromium' | 'firefox'): string | undefined;
