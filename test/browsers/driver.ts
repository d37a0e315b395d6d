import type { Page } from 'puppeteer-core';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { SeenGuide } from './guide-eye.ts';

export type BrowserKind = 'chromium' | 'firefox';

/** What is loaded into a browser. */
export interface LoadedExtension {
  /** A built extension; it is never changed, a copy is loaded. */
  extensionDir: string;
  /** Match patterns Chromium is to hold beside those of the product's providers: it cannot be asked for them. */
  grantHosts?: readonly string[];
}

export interface LaunchOptions extends LoadedExtension {
  /** All host names lead to it. */
  sandbox: Pick<Sandbox, 'port' | 'spki'>;
  /** True unless said otherwise. */
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  /** What an organisation has set for the extension; Firefox only, Chromium reads it from folders of the system. */
  managed?: object;
  /**
   * False leaves the worker alone: its output is not heard, and it falls asleep as in life, which an attached
   * debugger prevents (SEC-92). True unless said otherwise; Firefox needs no such choice.
   */
  listenToBackground?: boolean;
}

/** One line some script of the extension or of a page wrote, or an error nobody caught. */
export interface OutputLine {
  /** Address of the page or worker without its query; `browser` where the browser does not tell. */
  source: string;
  kind: string;
  text: string;
}

export interface Look {
  colorScheme?: 'light' | 'dark';
  reducedMotion?: boolean;
  width?: number;
  height?: number;
}

/** A running browser with the extension in it. */
export interface BrowserDriver {
  readonly kind: BrowserKind;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end; another one after `fill`. */
  readonly extensionOrigin: string;
  /** Where `identity.getRedirectURL()` leads, with a slash at the end. */
  readonly redirectBase: string;
  /**
   * Hosts the browser asks by itself, with or without an extension, and the redirect host, which Chromium may begin to
   * load before it hands the answer over: none of them is asked by code of ours (SEC-73).
   */
  readonly ownHosts: RegExp;
  /** Folder in which the browser keeps everything; deleted by `close`. */
  readonly profileDir: string;

  /** Opens a page of the extension in a tab, like `popup.html`. */
  openExtensionPage(path: string): Promise<Page>;
  /**
   * Opens the toolbar popup as a person would who looks at the page `over`; undefined where the browser cannot be
   * driven to (Firefox). Pages behind others do not take clicks: bring them to the front first.
   */
  openToolbarPopup(over: Page): Promise<Page | undefined>;
  newPage(url?: string): Promise<Page>;
  /** The first page whose address matches, also one that opens by itself such as the sign-in window. */
  waitForPage(address: RegExp, timeoutMs?: number): Promise<Page>;
  /** Our overlays in a page and its frames; pages and tests alike cannot see into them, only the driver can. */
  seeGuides(page: Page): Promise<SeenGuide[]>;
  /** False once a person closed the browser, or it crashed. */
  isOpen(): boolean;
  /** Addresses of all open pages. */
  pageAddresses(): Promise<string[]>;

  /** Ends the background script as the browser does when it is idle. True when one was running. */
  killBackground(): Promise<boolean>;
  isBackgroundRunning(): Promise<boolean>;
  /** Evaluates an expression in the background; Chromium only. Starts the worker if need be. */
  runInBackground(expression: string): Promise<unknown>;

  setLook(page: Page, look: Look): Promise<void>;
  setOffline(isOffline: boolean): Promise<void>;
  /** Everything written so far by scripts in this browser. */
  output(): readonly OutputLine[];

  /** Takes the extension out and forgets pages, sites and looks, as if nobody had used this browser yet. */
  empty(): Promise<void>;
  /** Puts an extension into an empty browser. */
  fill(extension: LoadedExtension): Promise<void>;
  /**
   * Stops the browser and starts it again on the same profile; `crash` stops it without a warning. With `extension` another
   * build of the same extension is in it from then on, and finds what the one before has stored.
   */
  restart(how?: 'close' | 'crash', extension?: LoadedExtension): Promise<void>;
  close(): Promise<void>;
  /** Ends the browser at once, as a power cut would, and cleans nothing up. */
  kill(): void;
}

/** Addresses of sign-in pages carry state and codes: those do not belong into a record of what scripts wrote. */
export const withoutQuery = (address: string): string => address.replace(/[?#].*$/s, '');
