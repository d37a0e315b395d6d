import type { Cause } from '../model/cause';
import type { Connection } from '../model/connection';
import type { Environment } from '../model/evidence';

/** Reads a provider counts per app, over all its companies and devices, by UTC month; when they are used up it blocks the app. */
export interface MeteredFacts {
  /** Reads sent to this host alone count; it belongs to the production app. */
  host: string;
  monthlyReads: number;
}

/** What people see of a provider, and what a page needs to sign in to it. Apart from its rules, so that pages stay small. */
export interface ProviderProfile {
  id: string;
  /** The provider's own name, shown as plain text. */
  name: string;
  /** Two letters for the neutral tile (UX-78: no logos). */
  monogram: string;
  environments: readonly Environment[];
  /** Match patterns (https://…/*) asked for in the connecting click: those the connection needs, and those of guidance. */
  hosts: { connection: readonly string[]; guidance: readonly string[] };
  /** Deep links into this company's screens, by the name of the place (`users`, `apps`, `billing`, `home`, `status`). */
  links(connection: Pick<Connection, 'company'>): Readonly<Record<string, string>>;
  /**
   * Where a person registers an app, where that is known; the steps are messages `provider_<id>_app_step_1` …, or those of `words` in place of
   * the id. With `wantsDomain` people may name the host of their own company to sign in at; then `readDomain` is there to
   * read what they type.
   */
  appPortal: { url?: string; steps: number; words?: string; wantsSecret: boolean; wantsDomain?: boolean };
  /** Something to know before signing in: the message `provider_<id>_sign_in_advice`. */
  hasSignInAdvice?: true;
  /** The one origin that its app key is used at, for providers whose token address can change (SEC-46). */
  tokenOrigin?: string;
  /** Absent where reads cost nothing but the moment's limits. */
  metered?: MeteredFacts;
  /** The firm's own words about what to do, by cause; each line is a step. Shown as plain text. */
  notes?: Readonly<Partial<Record<Cause, string>>>;
  /** The host to sign in at, out of what a person typed or pasted; undefined when it is none of the provider's (SEC-11). */
  readDomain?(typed: string): string | undefined;
}
