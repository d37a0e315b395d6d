import type { CompanyFacts, Connection, Tenant } from '../model/connection';
import type { Environment } from '../model/evidence';
import type { Grant, TokenSet } from '../model/grant';
import type { ApiRequest } from '../model/ports';
import type { ProviderProfile } from './profile';
import type { ScreenFacts } from './screen';

/** How a provider does OAuth 2.0; facts pages name the source of each value. Durations in ms. */
export interface OAuthFacts {
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  /**
   * RFC 7009, or what the provider has in its place. `endsOthers`: other tools and devices of the same
   * person lose access too.
   * `doneWhen`: which refusals besides `invalid_token` and `invalid_grant` prove that the grant is over.
   */
  revocation?: {
    url: string;
    body: 'form' | 'json';
    endsOthers?: boolean;
    doneWhen?(refusal: { status: number; body: string }): boolean;
  };
  /** RFC 6749 §2.3: how the app proves itself; `none` is a public client. */
  clientAuth: 'none' | 'basic' | 'post';
  /** Asked for at every sign-in; least privilege, held by a snapshot test (SEC-15). */
  scopes: readonly string[];
  /** Further parameters of the sign-in address. */
  authorizeParameters?: Readonly<Record<string, string>>;
  /** The server promises `iss` in every redirect, so one without it is refused (RFC 9207 §2.4, SEC-04). */
  sendsIssuer?: boolean;
  /** How id tokens are signed; RS256 where absent. */
  idTokenAlgorithms?: readonly string[];
  /** The token endpoint tells wrong app credentials from a wrong code, so they can be tried without a sign-in. */
  provesKeys?: boolean;
  /** Extra headers of token requests. */
  tokenHeaders?: Readonly<Record<string, string>>;
  /** Life of an access token whose answer has no `expires_in`; absent where nobody knows: it is used until it is refused. */
  accessLifeMs?: number;
  /** How often to refresh where the life of the access token is not known, so that the grant does not lie idle. */
  keepAliveMs?: number;
  /** How long an unused refresh token lives. */
  refreshIdleLifeMs?: number;
  /**
   * Whether each refresh returns a new refresh token, and how long the previous one still works after that. `by_app`: the
   * company decides, and the first refresh of a grant shows it. `reuseEndsOtherSessions`: a spent token that comes back
   * ends more than its own grant, so it is not presented until there is an answer (SEC-33).
   */
  rotation: { rotates: boolean | 'by_app'; graceMs: number; reuseEndsOtherSessions?: boolean };
}

/**
 * Where to sign in: which key set, and for providers with a host per customer, which host. A grant whose answers named
 * the customer's own host is refreshed and revoked there, whatever host it was signed in at.
 */
export interface SignInTarget {
  environment: Environment;
  domain?: string | undefined;
}

/** What a sign-in or a refresh left behind. `callback` are the parameters of the redirect; only a sign-in has them. */
export interface TokenFacts {
  tokens: TokenSet;
  /** The members of the token answer, as they came. */
  answer: Readonly<Record<string, unknown>>;
  callback?: URLSearchParams;
}

/** What can be read out of tokens and token answers without asking anybody. */
export interface Told {
  /** Same key, same grant: a later sign-in replaces the token set (Xero: the user; QuickBooks: the company). */
  grantKey?: string | undefined;
  personName?: string | undefined;
  /** Joins a sign-in to the companies chosen in it. */
  signInId?: string | undefined;
  /** The one company of this grant, for providers whose grants hold exactly one. Confirmed by a call before it is believed. */
  tenant?: Tenant | undefined;
  /** Base address of this customer's API, already checked against the provider's own hosts (SEC-11). */
  apiBase?: string | undefined;
  /** When the access token ends by its own word, Unix ms in server time; goes where the answer names no life. */
  accessEndsAtMs?: number | undefined;
  /** The grant dies this long from now, whatever is done. */
  endsInMs?: number | undefined;
}

/** How to list the companies a grant reaches, for providers whose grants hold many. */
export interface TenantFacts {
  request(environment: Environment, signInId: string | undefined): ApiRequest;
  /** Companies in the answer; undefined when the body is not the expected shape. */
  read(body: string): Tenant[] | undefined;
  /** Ends the link of one company without ending the grant. */
  unlink(connection: Connection): ApiRequest | undefined;
}

/** One thing a reporting tool reads, and the cheapest call that proves it works. */
export interface DataArea {
  id: string;
  request(connection: Connection): ApiRequest;
  scope?: string;
  /** Where an admin gives the right to it, in the provider's own words, as its screens have them. */
  permission?: string;
  /** The part of the plan it belongs to, in the provider's own words. */
  subscription?: string;
}

/** A report people know by name, and the data areas it is made of. */
export interface ReportPreset {
  /** Named in messages as `report_preset_<id>`. */
  id: string;
  areaIds: readonly string[];
}

/** The cheap read that proves a company works. */
export interface CheckFacts {
  area: string;
  everyMs: number;
  request(connection: Connection): ApiRequest;
  /** The answer says which company it is about, so `read` finds a `tenantId`; then the sign-in need not tell it. */
  namesCompany?: boolean;
  /** Facts about the company in a good answer; undefined when the body is not the expected shape. */
  read(
    body: string,
    connection: Connection,
  ): { tenantId?: string; companyName?: string; company: CompanyFacts } | undefined;
}

/** How to ask who signed in, for providers whose tokens do not tell. */
export interface PersonFacts {
  request(grant: Grant): ApiRequest;
  /** The name to show; undefined when the body is not the expected shape. */
  read(body: string): string | undefined;
}

/**
 * Everything the worker has to know about one provider, as data and small pure functions. What only the diagnosis knows, its
 * rules, stands apart in `rules.ts`: the worker loads that when something fails.
 */
export interface Provider extends ProviderProfile {
  oauth(target: SignInTarget): OAuthFacts;
  /** Hosts an access token may be sent to (SEC-11); `*.example.com` stands for every host below it. */
  apiHosts: readonly string[];
  /** What a good redirect carries besides code and state, each exactly once; without it the code is not used up. */
  redirectCarries?: Readonly<Record<string, RegExp>>;
  read(facts: TokenFacts): Told;
  /** Absent where a grant holds one company, told by `read`. */
  tenants?: TenantFacts;
  /** Absent where `read` finds the person's name in the tokens. */
  person?: PersonFacts;
  check: CheckFacts;
  /** Whether the body of an answer with a good status is a good one, for providers that refuse inside HTTP 200. */
  isGood?(body: string): boolean;
  areas: readonly DataArea[];
  /** Pause between two reads of areas, for providers that take only so many requests a second. */
  areaPauseMs?: number;
  /** "Will this report work?": what each needs. */
  reports?: readonly ReportPreset[];
  screens: readonly ScreenFacts[];
}
