/** Kinds of pages a provider has (design: "Screen"). */
export type ScreenKind =
  | 'sign_in'
  | 'consent'
  | 'oauth_error'
  | 'apps'
  | 'users'
  | 'billing'
  | 'settings'
  | 'report'
  | 'shell';

/** One way to find an element: a selector, optionally narrowed to elements whose visible text contains one of `texts`. */
export interface Finder {
  selector: string;
  /** Lower case; an element matches when its collapsed, lower-cased text contains any of them. */
  texts?: readonly string[];
}

/**
 * A recognised page of a provider. Plain data without imports, so that the small watcher in the page can carry it.
 * `hosts` are exact host names, `path` matches pathname + search.
 */
export interface ScreenFacts {
  id: string;
  providerId: string;
  kind: ScreenKind;
  hosts: readonly string[];
  path: RegExp;
  /** Something visible that proves the page is what its address says; tried in order (UX-50). */
  landmarks: readonly Finder[];
  /** Takes the company's key out of the address (first group), where the provider puts it there. */
  companyKey?: RegExp;
  /** Where the badge or hint is placed; tried in order. */
  anchors: readonly Finder[];
  /** Visible text that may be read as evidence (oauth_error only, SEC-16). */
  errorText?: readonly Finder[];
}
