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
  /** Lower case; an element matches when its collapsed, lower-cased text contains any of them. The tightest match wins. */
  texts?: readonly string[];
}

/**
 * A recognised page of a provider. Plain data without imports, so that the small watcher in the page can carry it.
 * `hosts` are host names, `*.example.com` for every host below it; `path` matches pathname + search.
 */
export interface ScreenFacts {
  id: string;
  providerId: string;
  kind: ScreenKind;
  hosts: readonly string[];
  path: RegExp;
  /** Match patterns the watcher is registered on: no wider than the screen on sign-in hosts (SEC-16), the whole host where routes change without a load. */
  matches: readonly string[];
  /** Match patterns inside those that it is kept away from, such as the sign-in page of a host that has other pages too. */
  excludes?: readonly string[];
  /** Shown in frames of the provider's own page; looked for in every frame below `matches`, and on its own. */
  inFrames?: true;
  /** Where a frame of the same origin holds the page itself, that page's own screen speaks, and this one keeps still. */
  leavesToFrames?: true;
  /**
   * Something visible that proves the page is what its address says; tried in order (UX-50). Screens that share one `path`
   * are told apart by it alone, the first that is there wins.
   */
  landmarks: readonly Finder[];
  /** Finds the company's key in pathname + search + hash (the whole match), where the provider or our own link puts it there. */
  companyKey?: RegExp;
  /** Finds it in the host name, for providers with a host per customer. */
  hostKey?: RegExp;
  /** Where the badge or hint is placed; tried in order. */
  anchors: readonly Finder[];
  /** Visible text that may be read as evidence (oauth_error only, SEC-16). */
  errorText?: readonly Finder[];
  /** Parameters in the address of an error page that say what is wrong; they go before its text (oauth_error only). */
  errorParameters?: readonly string[];
  /** The control that holds the companies to choose from (consent only); tried in order. */
  choices?: readonly Finder[];
  /** The button that agrees (consent only): pointed at once the right company is chosen, also on a page before. */
  agree?: readonly Finder[];
  /** How many steps the messages `provider_<id>_guide_<topic>_1` … hold, by topic: a cause, `connect` and `reconnect`, or `take_over`. */
  steps?: Readonly<Record<string, number>>;
  /**
   * The scopes we ask for, in the groups that a person thinks in: the message `provider_<id>_permission_<n>` says what the
   * nth is for (consent only).
   */
  permissions?: readonly (readonly string[])[];
}

/** A screen as the overlay knows it: plain values that can travel to a page with what is to be said there. */
export type DrawnScreen = Pick<ScreenFacts, 'id' | 'kind' | 'anchors' | 'choices' | 'agree' | 'leavesToFrames'>;

/** What the overlay needs of a screen. */
export function drawnScreen({ id, kind, anchors, choices, agree, leavesToFrames }: ScreenFacts): DrawnScreen {
  return {
    id,
    kind,
    anchors,
    ...(choices && { choices }),
    ...(agree && { agree }),
    ...(leavesToFrames && { leavesToFrames }),
  };
}

/**
 * The match patterns the watcher has to be registered on for these screens, each once, sorted.
 * Pass the screens of connected providers only.
 */
export function screenMatchPatterns(screens: readonly ScreenFacts[]): string[] {
  return [...new Set(screens.flatMap((screen) => screen.matches))].sort();
}

/** Match patterns of one registration of the watcher: in pages alone, or in the frames of pages too. */
export interface WatchPlace {
  inFrames: boolean;
  matches: string[];
  excludes: string[];
}

/** Where the watcher has to be registered for these screens; at most two places, none without screens. */
export function watchPlaces(screens: readonly ScreenFacts[]): WatchPlace[] {
  return [false, true].flatMap((inFrames) => {
    const those = screens.filter((screen) => (screen.inFrames ?? false) === inFrames);
    const excludes = [...new Set(those.flatMap((screen) => screen.excludes ?? []))].sort();
    return those.length === 0 ? [] : [{ inFrames, matches: screenMatchPatterns(those), excludes }];
  });
}
