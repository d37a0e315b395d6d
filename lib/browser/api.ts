/** The one import of webextension-polyfill: the same promise-based API in every browser. Never imported by page scripts. */
export { default as browser } from 'webextension-polyfill';
