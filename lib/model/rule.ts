import type { Action, Actor, Cause, NextTest } from './cause';
import type { DiagnosisFacts } from './diagnosis';
import type { Evidence, Phase } from './evidence';

/** What kind of body an answer had, whatever its content type claimed. */
export type BodyKind = 'json' | 'xml' | 'form' | 'html' | 'text' | 'empty' | 'none';

/** What kind of transport failure happened, when nothing was answered. */
export type TransportKind = 'timeout' | 'unreachable' | 'tls' | 'page_not_loaded' | 'window_closed' | 'redirect_loop';

/** What layer 1 read out of the evidence: the same few members whatever the body looked like. */
export interface Signals {
  /** The provider named by the evidence, else the one recognised from the answer. */
  provider: string | null;
  /** The answer's own status first, then those its text names (`statusCode=401`, `503 Service Unavailable`). */
  statuses: readonly number[];
  bodyKind: BodyKind;
  /** Everything readable, folded to lower-case letters and digits: case, spacing and quoting do not matter. Capped. */
  folded: string;
  /** RFC 6749 §4.1.2.1 and §5.2 `error`, lower case, from a JSON member, a form field or a query string. */
  oauthError?: string;
  /** RFC 6750 §3 `error` of `WWW-Authenticate`, lower case. */
  challengeError?: string;
  /** Provider codes in the order found (fault codes, error ids, problem types): lower case, no leading zeros. */
  codes: readonly string[];
  /** Messages and details in the order found, in the provider's own spelling; capped, not yet fit to be shown. */
  messages: readonly string[];
  /** What the provider's support finds the request by, where the body names it. */
  requestId?: string;
  transport?: TransportKind;
}

/** What a rule looks at. */
export interface RuleCase {
  evidence: Evidence;
  signals: Signals;
}

/**
 * The signs a rule waits for. Every member that is given must hold; inside a list any one is enough.
 * Signs are positive on purpose: a rule never fires because something is *absent*, so less evidence never means more confidence.
 */
export interface When {
  phases?: readonly Phase[];
  status?: readonly (number | '2xx' | '4xx' | '5xx')[];
  /** RFC 6749 error codes. */
  oauth?: readonly string[];
  /** RFC 6750 error codes of the challenge. */
  challenge?: readonly string[];
  /** Provider codes, lower case, no leading zeros; a trailing `*` means any ending. */
  codes?: readonly string[];
  /** Phrases, compared folded (case, spaces and punctuation do not matter); an inner list means all of its phrases. */
  says?: readonly (string | readonly string[])[];
  body?: readonly BodyKind[];
  transport?: readonly TransportKind[];
  and?: (ruleCase: RuleCase) => boolean;
}

/**
 * One rule of one layer, as data: what it sees, what it concludes, how sure it is (weight 0..1) and where that is written.
 * `action`, `actor` and `reconnectHelps` are given only where they differ from the defaults of the cause.
 */
export interface Rule {
  id: string;
  source: string;
  cause: Cause;
  weight: number;
  when: When;
  /** Other causes the same signs allow. */
  also?: readonly { cause: Cause; weight: number }[];
  /** Conclusions of weaker rules (weight up to `upTo`) that this one refutes. */
  overturns?: { causes: readonly Cause[]; upTo: number };
  action?: Action;
  actor?: Actor;
  reconnectHelps?: 'yes' | 'no' | 'maybe';
  /** Questions that would split what is left, cheapest first; those already answered by the evidence are skipped. */
  tests?: readonly NextTest[];
  facts?: (ruleCase: RuleCase) => DiagnosisFacts;
}

/** A sign by which an answer shows whose it is, for pasted text without a provider. */
export interface ProviderMark {
  /** How telling the sign is, 0..1. */
  weight: number;
  /** Host names or endings of them, as in the request or the text. */
  hosts?: readonly string[];
  /** Names of answer headers, lower case; a trailing `*` means any ending. */
  headers?: readonly string[];
  codes?: readonly string[];
  says?: readonly (string | readonly string[])[];
  /** Names spelled as they stand, lower case: so short that, folded, they would be found across words that stand side by side. */
  spells?: readonly string[];
}

/** What the diagnosis knows about one provider. */
export interface RuleBook {
  rules: readonly Rule[];
  marks: readonly ProviderMark[];
}
