import type { CompanyFacts, Connection, Tenant } from '../model/connection';
import type { Environment } from '../model/evidence';
import type { TokenSet } from '../model/grant';
import type { ApiRequest } from '../model/ports';
import type { Rule } from '../model/rule';
import type { ProviderProfile } from './profile';
import type { ScreenFacts } from './screen';

/** How a provider does OAuth 2.0; facts pages name the source of each value. Durations in ms. */
export interface OAuthFacts {
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl?: string;
  /** RFC 6749 §2.3: how the app proves itself; `none` is a public client. */
  clientAuth: 'none' | 'basic' | 'post';
  /** Asked for at every sign-in; least privilege, held by a snapshot test (SEC-15). */
  scopes: readonly string[];
  /** Used where the token answer has no `expires_in`. */
  accessLifeMs: number;
  /** How long an unused refresh token lives. */
  refreshIdleLifeMs?: number;
  /** Whether each refresh returns a new refresh token, and how long the previous one still works after that. */
  rotation: { rotates: boolean; graceMs: number };
}

/** Who signed in, as far as the token answer tells. */
export interface Person {
  userId?: string | undefined;
  name?: string | undefined;
  /** Joins a sign-in to the companies chosen in it. */
  signInId?: string | undefined;
}

/** How to list the companies a grant reaches. */
export interface TenantFacts {
  request(environment: Environment, person: Person): ApiRequest;
  /** Companies in the answer; undefined when the body is not the expected shape. */
  read(body: string): Tenant[] | undefined;
  /** Ends the link of one company without ending the grant, if the provider can. */
  unlink?(connection: Connection): ApiRequest | undefined;
}

/** One thing a reporting tool reads, and the cheapest call that proves it works. */
export interface DataArea {
  id: string;
  request(connection: Connection): ApiRequest;
  scope?: string;
}

/** The cheap read that proves a company works. */
export interface CheckFacts {
  area: string;
  everyMs: number;
  request(connection: Connection): ApiRequest;
  /** Facts about the company in a good answer; undefined when the body is not the expected shape. */
  read(body: string): { companyName?: string; company: CompanyFacts } | undefined;
}

/** Everything that is particular to one provider, as data and small pure functions. */
export interface Provider extends ProviderProfile {
  oauth: OAuthFacts;
  /** Hosts an access token may be sent to (SEC-11). */
  apiHosts: readonly string[];
  readPerson(tokens: TokenSet): Person;
  tenants: TenantFacts;
  check: CheckFacts;
  areas: readonly DataArea[];
  rules: readonly Rule[];
  screens: readonly ScreenFacts[];
}
