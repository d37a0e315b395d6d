import type { Cause } from '../model/cause';
import type { PageSign } from '../model/page-sign';
import type { Finder } from './screen';

/** Whom one row of a list is about: the person who connected, our app, or the company. The worker tells their names. */
export type RowOf = 'person' | 'app' | 'company';

/**
 * One element on a page, anywhere or inside the row that names somebody. Finders are tried in order, the surest first;
 * the words of a control are those of its label. Where several elements fit equally well, none is meant: an element that
 * might be the wrong one is never pointed at.
 */
export interface Place {
  finders: readonly PlaceFinder[];
  /** Somebody, or words that name the row, lower case, in the languages of the product. */
  row?: RowOf | readonly string[];
  /** Where to look when this leads to nothing. */
  otherwise?: Place;
}

/** A finder of a place on a path; `$person`, `$app` and `$company` among its texts stand for the names. */
export interface PlaceFinder extends Finder {
  /** The words are all that stands there, but for signs around them: "Settings ›" fits "settings", "Settings and privacy" does not. */
  isWhole?: true;
}

/** Something a page shows or does not show. Values are compared in lower case. */
export type PageFact =
  | { shows: Place }
  /** The control or text there says one of these; a box or switch says `on` or `off`. */
  | { says: Place; oneOf: readonly string[] }
  /** Something stands in the field there. */
  | { filled: Place }
  /** The list is there, and nobody of that kind is in it. */
  | { lacks: RowOf; in: readonly Finder[] };

/** One thing a person does on a provider's screen. Its words are the message `provider_<id>_path_<cause>[_<name>]_<step id>`. */
export interface PathStep {
  id: string;
  /** Ids of the screens it is done on. */
  screens: readonly string[];
  target: Place;
  /** Only some have to do it: it is told while it is to be done, and neither counted nor ticked off otherwise. */
  isDetour?: true;
  /**
   * What to choose in the control there, in the page's words and lower case; the first that is offered. `on` and `off`
   * for a box or switch. The step is done when it is chosen.
   */
  choose?: readonly string[];
  /** Whose name or address to type into the field there. The step is done when it stands there. */
  fill?: RowOf;
  /**
   * What shows that it is done. Without it a step that only leads on is done where the next one is in sight, and one that
   * ends the path when its target was pressed.
   */
  done?: PageFact;
}

/** The way to mend a cause on the provider's own screens, in the order of walking; over as many screens as it takes. */
export interface Path {
  cause: Cause;
  /**
   * For reads of these areas alone, or for refusals whose code or description reads like this; without a name the words are
   * those of the cause's other paths.
   */
  only?: { name?: string; areas?: RegExp; says?: RegExp };
  /** What its words speak of, from $4 on: names as the provider's screens have them. */
  about?: readonly string[];
  steps: readonly PathStep[];
}

/** What one of these screens tells about the connection. */
export interface SignFact {
  sign: PageSign;
  screens: readonly string[];
  when: PageFact;
}

/** Everything the overlay knows of a provider beyond its screens. */
export interface ProviderPaths {
  /** Of those for one cause, what mends more comes later. */
  paths: readonly Path[];
  signs: readonly SignFact[];
}

/** Names to look for in rows, by whom the row is about; an e-mail address is surer than a name. */
export type RowNames = Readonly<Record<RowOf, readonly string[]>>;
