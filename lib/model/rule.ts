import type { Action, Actor, Cause, NextTest } from './cause';
import type { DiagnosisFacts } from './diagnosis';
import type { Evidence } from './evidence';

/** What kind of body an answer had, whatever its content type claimed. */
export type BodyKind = 'json' | 'xml' | 'form' | 'html' | 'text' | 'empty' | 'none';

/** What layer 1 read out of an answer: the same few members whatever the body looked like. All text is lower case. */
export interface Signals {
  status: number | null;
  bodyKind: BodyKind;
  /** Visible text of the body, white space collapsed, capped. */
  text: string;
  /** RFC 6749 §5.2 / §4.1.2.1 `error`, from a JSON member, a form field or a query string. */
  oauthError?: string;
  oauthDescription?: string;
  /** RFC 6750 §3 `error` of `WWW-Authenticate`. */
  challengeError?: string;
  /** Provider codes in the order found (fault codes, error ids, problem types). */
  codes: readonly string[];
  /** Messages and details in the order found. */
  messages: readonly string[];
  /** What kind of transport failure happened, when nothing was answered. */
  transport?: 'timeout' | 'unreachable' | 'tls' | 'aborted' | 'window_closed' | 'other';
}

/** What a rule looks at. */
export interface RuleCase {
  evidence: Evidence;
  signals: Signals;
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
  matches(ruleCase: RuleCase): boolean;
  action?: Action;
  actor?: Actor;
  reconnectHelps?: 'yes' | 'no' | 'maybe';
  nextTest?: NextTest;
  facts?(ruleCase: RuleCase): DiagnosisFacts;
}
