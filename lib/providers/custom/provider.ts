import type { Connection } from '../../model/connection';
import { parseJson } from '../../model/json';
import { readPath } from '../../model/json-path';
import { readJwtClaims } from '../../model/jwt';
import type { ProviderDefinition } from '../../model/provider-definition';
import type { CheckFacts, DataArea, OAuthFacts, Provider, TokenFacts, Told } from '../provider';
import { addressFor, customProfile } from './profile';
import { isSameOrigin } from './same-site';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const defaultEveryMinutes = 60;
const defaultArea = 'company';

/** Longest name that is kept of what a server calls a company or a person. */
const maxNameLength = 200;

/** A text or number of an answer, fit to be shown and stored (SEC-07); undefined for anything else. */
function shortText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, maxNameLength);
  return text === '' ? undefined : text;
}

function textAt(value: unknown, path: string | undefined): string | undefined {
  return path === undefined ? undefined : shortText(readPath(value, path));
}

/** A company's id ends up in addresses: one of dots alone would lead to another path. */
function idAt(value: unknown, path: string | undefined): string | undefined {
  const id = textAt(value, path);
  return id === undefined || /^\.+$/.test(id) ? undefined : id;
}

function oauthOf(definition: ProviderDefinition): OAuthFacts {
  const { endpoints, rotation, revocationEndsOthers = true } = definition;
  return {
    issuer: definition.issuer,
    authorizeUrl: endpoints.authorize,
    tokenUrl: endpoints.token,
    clientAuth: definition.clientAuth,
    scopes: definition.scopes,
    rotation: {
      rotates: rotation.rotates,
      graceMs: rotation.graceSec * 1000,
      reuseEndsOtherSessions: rotation.reuseEndsOtherSessions ?? false,
    },
    keepAliveMs: dayMs,
    sendsIssuer: definition.sendsIssuer ?? false,
    provesKeys: definition.provesKeys ?? false,
    // The app key proves who revokes, so version 0.1.0's definitions with a revocation address elsewhere revoke nothing (SEC-46).
    ...(endpoints.revocation === undefined || !isSameOrigin(endpoints.revocation, endpoints.token)
      ? {}
      : { revocation: { url: endpoints.revocation, body: 'form', endsOthers: revocationEndsOthers } }),
    ...(definition.accessLifeSec === undefined ? {} : { accessLifeMs: definition.accessLifeSec * 1000 }),
    ...(definition.parameters === undefined ? {} : { authorizeParameters: definition.parameters }),
    ...(definition.idTokenAlgorithms === undefined ? {} : { idTokenAlgorithms: definition.idTokenAlgorithms }),
  };
}

/**
 * What a sign-in tells. One grant is one person at one company: a later sign-in of both replaces the token set, anything
 * else is a grant of its own, so that no company ever lives on the sign-in of another (SEC-13).
 */
function toldBy({ company }: ProviderDefinition, { tokens, answer }: TokenFacts): Told {
  const claims = readJwtClaims(tokens.idToken ?? '');
  const personName = ['name', 'email', 'preferred_username'].map((path) => textAt(claims, path)).find((name) => name);
  const source = company?.from === 'token' ? answer : claims;
  const tenantId = idAt(source, company?.id);
  if (tenantId === undefined) return { personName };
  return {
    personName,
    tenant: { tenantId, name: textAt(source, company?.name) ?? tenantId },
    grantKey: JSON.stringify([tenantId, textAt(claims, 'sub') ?? '']),
  };
}

function readRequest(url: string, { tenantId }: Connection, area: string): ReturnType<CheckFacts['request']> {
  return { method: 'GET', url: addressFor(url, tenantId), headers: { accept: 'application/json' }, area };
}

function checkOf({ check }: ProviderDefinition): CheckFacts {
  const { url, area = defaultArea, companyId, companyName, everyMinutes = defaultEveryMinutes } = check;
  return {
    area,
    everyMs: everyMinutes * minuteMs,
    request: (connection) => readRequest(url, connection, area),
    namesCompany: companyId !== undefined,
    read(body, connection) {
      const answer = parseJson(body);
      if (typeof answer !== 'object' || answer === null) return undefined;
      const tenantId = idAt(answer, companyId);
      if (companyId !== undefined && tenantId === undefined) return undefined;
      const name = textAt(answer, companyName);
      return {
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(name === undefined ? {} : { companyName: name }),
        company: { screenKey: tenantId ?? connection.tenantId },
      };
    },
  };
}

function areasOf({ areas = [] }: ProviderDefinition): DataArea[] {
  return areas.map(({ id, url, scope }) => ({
    id,
    request: (connection) => readRequest(url, connection, id),
    ...(scope === undefined ? {} : { scope }),
  }));
}

/** A provider out of a definition: the same facts and small functions ours are made of. Pure. */
export function customProvider(definition: ProviderDefinition): Provider {
  const oauth = oauthOf(definition);
  const called = [definition.check.url, ...(definition.areas ?? []).map(({ url }) => url)];
  return {
    ...customProfile(definition),
    oauth: () => oauth,
    apiHosts: [...new Set(called.map((url) => new URL(url).hostname))],
    read: (facts) => toldBy(definition, facts),
    check: checkOf(definition),
    areas: areasOf(definition),
    screens: [],
  };
}
