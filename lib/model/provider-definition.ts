import * as z from 'zod/mini';
import { Cause } from './cause';
import { isJsonPath } from './json-path';
import { isShowable, isTidy } from './showable';

/** What stands before the id of every provider of one's own, so that it never meets one of ours. */
export const ownPrefix = 'own-';

/** Longest text of a definition that is read, in UTF-16 units. */
export const maxDefinitionLength = 64_000;

/** Place for the company's id in an address; filled in percent-encoded. */
export const companyPlace = '{company}';

const idShape = /^own-[a-z0-9]+(?:-[a-z0-9]+)*$/;
const areaShape = /^[a-z][a-z0-9_]{0,39}$/;
/** RFC 6749 §3.3. */
const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Parameters of the sign-in address that belong to the sign-in itself (RFC 6749 §4.1.1, RFC 7636, RFC 9101). */
const ownParameters = [
  'response_type',
  'response_mode',
  'client_id',
  'client_secret',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
];

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Nothing in it may be hidden from the person who reads it: no user name, no part behind `#`. */
function isPlainHttps(text: string): boolean {
  const url = parseUrl(text);
  return (
    url !== undefined && url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  );
}

/** A company's id may stand in the path or the query, never in the host (SEC-11). */
function hasFixedHost(text: string): boolean {
  return (
    !/[{}]/.test(text.replace('https://', '').split(/[/?]/)[0] ?? '') && !/[{}]/.test(text.replaceAll(companyPlace, ''))
  );
}

// The message of a check names the mistake; `lib/providers/custom/mistakes` has a sentence for each.
const shown = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.refine(isTidy, 'text_shape'));
const note = () =>
  z.string().check(
    z.minLength(1),
    z.maxLength(400),
    z.refine((text) => text.split('\n').every(isShowable), 'text_shape'),
  );
const address = () =>
  z.string().check(
    z.maxLength(500),
    z.refine(isPlainHttps, 'not_https'),
    z.refine((text) => !/[{}]/.test(text), 'no_place_here'),
  );
const addressFor = () =>
  z.string().check(z.maxLength(500), z.refine(isPlainHttps, 'not_https'), z.refine(hasFixedHost, 'place_shape'));
const path = () => z.string().check(z.maxLength(300), z.refine(isJsonPath, 'path_shape'));
const scope = () => z.string().check(z.maxLength(200), z.regex(scopeShape, 'scope_shape'));
const areaId = () => z.string().check(z.regex(areaShape, 'area_shape'));
const parameterName = () =>
  z.string().check(
    z.maxLength(60),
    z.regex(/^[\w.-]+$/, 'parameter_shape'),
    z.refine((name) => !ownParameters.includes(name), 'own_parameter'),
  );

const Endpoints = z.lazy(() =>
  z.strictObject({ authorize: address(), token: address(), revocation: z.optional(address()) }),
);

const draft = () =>
  z.strictObject({
    id: z.string().check(z.maxLength(40), z.regex(idShape, 'id_shape')),
    name: shown(60),
    /** Read once, when the definition is tried; never at run time. */
    discovery: z.optional(address()),
    /** Compared as a plain string with `iss` of the redirect and of an id token (RFC 9207). */
    issuer: z.optional(address()),
    endpoints: z.optional(Endpoints),
    /** The server promises `iss` in every redirect, so one without it is refused (RFC 9207 §2.4). */
    sendsIssuer: z.optional(z.boolean()),
    /** The server looks at the app before anything else, so a made-up code tells a wrong app key; found out by trying. */
    provesKeys: z.optional(z.boolean()),
    /** How id tokens are signed; RS256 where nothing is said (OpenID Connect Core §2). */
    idTokenAlgorithms: z.optional(z.array(shown(20)).check(z.minLength(1), z.maxLength(20))),
    /** How the app proves itself (RFC 6749 §2.3). */
    clientAuth: z.enum(['none', 'basic', 'post']),
    /** Every sign-in uses PKCE with S256; a definition may say so, and can say nothing else (SEC-02). */
    pkce: z.optional(z.literal('S256')),
    scopes: z.array(scope()).check(z.maxLength(60)),
    /** Further parameters of the sign-in address, such as `prompt` or `audience`. */
    parameters: z.optional(z.record(parameterName(), shown(500))),
    /** Whether each refresh brings a new refresh token, and how long (s) the one before still works. */
    rotation: z.strictObject({
      rotates: z.boolean(),
      graceSec: z.int().check(z.gte(0), z.lte(604_800)),
      /** A spent refresh token that comes back ends more than its own grant. False where nothing is said. */
      reuseEndsOtherSessions: z.optional(z.boolean()),
    }),
    /** Life of an access token whose answer does not tell it, in s. */
    accessLifeSec: z.optional(z.int().check(z.gte(60), z.lte(31_536_000))),
    /** Whether revoking may end other sign-ins of the same person (RFC 7009 §2.1 leaves that open). True where nothing is said. */
    revocationEndsOthers: z.optional(z.boolean()),
    /** Where the sign-in itself tells the company. Absent where only the check does. */
    company: z.optional(z.strictObject({ from: z.enum(['token', 'id_token']), id: path(), name: z.optional(path()) })),
    /** The cheap read that proves a company works, and what its answer tells about the company. */
    check: z.strictObject({
      url: addressFor(),
      area: z.optional(areaId()),
      companyId: z.optional(path()),
      companyName: z.optional(path()),
      everyMinutes: z.optional(z.int().check(z.gte(5), z.lte(1440))),
    }),
    areas: z.optional(
      z.array(z.strictObject({ id: areaId(), url: addressFor(), scope: z.optional(scope()) })).check(z.maxLength(40)),
    ),
    links: z.optional(
      z.strictObject({
        home: z.optional(addressFor()),
        users: z.optional(addressFor()),
        apps: z.optional(addressFor()),
        billing: z.optional(addressFor()),
        settings: z.optional(addressFor()),
        status: z.optional(addressFor()),
      }),
    ),
    /** What to do, by cause, in the firm's own words; each line is a step. Shown as plain text. */
    messages: z.optional(z.partialRecord(Cause, note())),
  });

/**
 * A provider described by its user, as typed or imported: either a discovery address (RFC 8414, OpenID Connect Discovery)
 * or the endpoints themselves. Holds no secret: client id and secret are app credentials and live in the vault.
 */
export const ProviderDraft = z.lazy(draft);
export type ProviderDraft = z.infer<typeof ProviderDraft>;

/** A definition that can be used: nothing has to be looked up any more. */
export const ProviderDefinition = z.lazy(() => z.extend(draft(), { issuer: address(), endpoints: Endpoints }));
export type ProviderDefinition = z.infer<typeof ProviderDefinition>;

/** Whether a provider is one of the person's own. */
export function isOwnProvider(providerId: string): boolean {
  return providerId.startsWith(ownPrefix);
}
