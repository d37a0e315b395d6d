import type { Reply, SandboxRequest } from '../core/http.ts';
import type { Records } from './records.ts';
import { issuer } from './sign-in-server.ts';
import type { Company, Person, RegisteredApp, World } from './world.ts';

/** What a test, or the control page, may do to the service and the people in it. */
export interface BooksControl {
  readonly issuer: string;
  readonly publicApp: RegisteredApp;
  readonly firmApp: RegisteredApp;
  readonly lifetimes: World['lifetimes'];
  setRotation(rotates: boolean): void;
  setBrowsersAllowed(isAllowed: boolean): void;
  person(email: string): Person;
  company(name: string): Company;
  /** The person signed in before the simulator was started: the firm's app holds the refresh token. */
  adoptGrant(email: string, refreshToken: string, scopes: readonly string[]): Promise<void>;
  /** Everybody has to sign in again. */
  signOutEverybody(): void;
  /** Access tokens are no longer good; grants and refresh tokens are. */
  expireAccessTokens(): void;
  /** An admin ends every grant of a person. */
  revokeGrants(email: string): void;
  /** Refresh tokens handed out so far, oldest first. */
  handedOut(): readonly string[];
  /** Somebody else presents a refresh token that was handed out before. */
  presentStolen(refreshToken: string): Promise<Reply>;
  isRotating(): boolean;
  people(): readonly Person[];
  companies(): readonly Company[];
}

function stolenRequest(clientId: string, refreshToken: string): SandboxRequest {
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken });
  const url = new URL(`${issuer}/token`);
  const body = form.toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
  return {
    method: 'POST',
    host: url.host,
    path: url.pathname,
    url,
    query: url.searchParams,
    headers,
    cookies: {},
    body,
    form,
  };
}

export function createBooksControl(
  world: World,
  records: Records,
  answer: (request: SandboxRequest) => Promise<Reply>,
): BooksControl {
  const find = <Item>(items: readonly Item[], matches: (item: Item) => boolean, what: string): Item => {
    const found = items.find(matches);
    if (!found) throw new Error(`the books know no ${what}`);
    return found;
  };
  const control: BooksControl = {
    issuer,
    publicApp: world.publicApp,
    firmApp: world.firmApp,
    lifetimes: world.lifetimes,
    setRotation(rotates) {
      world.rotates = rotates;
    },
    setBrowsersAllowed(isAllowed) {
      world.allowsBrowsers = isAllowed;
    },
    person: (email) => find(world.people, (person) => person.email === email, email),
    company: (name) => find(world.companies, (company) => company.name === name, name),
    async adoptGrant(email, refreshToken, scopes) {
      const { lifetimes, firmApp } = world;
      const iat = Math.floor(Date.now() / 1000);
      const scope = scopes.join(' ');
      const about = { accountId: control.person(email).id, clientId: firmApp.clientId, iat };
      const exp = iat + lifetimes.refreshSec;
      const grantId = `grant of ${refreshToken}`;
      const grant = { ...about, kind: 'Grant', jti: grantId, exp, openid: { scope } };
      const token = { ...about, kind: 'RefreshToken', jti: refreshToken, exp, iiat: iat, grantId, scope };
      await records.adapterFor('Grant').upsert(grantId, grant, lifetimes.refreshSec);
      await records.adapterFor('RefreshToken').upsert(refreshToken, token, lifetimes.refreshSec);
    },
    signOutEverybody: () => records.drop(['Session', 'Interaction'], () => true),
    expireAccessTokens: () => records.drop(['AccessToken'], () => true),
    revokeGrants(email) {
      const { id } = control.person(email);
      records.drop(
        ['Grant', 'AccessToken', 'RefreshToken', 'AuthorizationCode'],
        (payload) => payload.accountId === id,
      );
    },
    handedOut: () => world.handedOut,
    presentStolen: (refreshToken) => answer(stolenRequest(world.publicApp.clientId, refreshToken)),
    isRotating: () => world.rotates,
    people: () => world.people,
    companies: () => world.companies,
  };
  return control;
}
