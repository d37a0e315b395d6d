import type { SandboxRequest } from '../core/http.ts';
import type { Org, World } from './world.ts';

/** What kind of host was asked: a common sign-in host, or one of an org's own. */
export type HostKind = 'login' | 'my' | 'lightning' | 'status' | 'api_status';

export interface Place {
  kind: HostKind;
  /** The org whose host it is. */
  org: Org | undefined;
  /** Whether sandboxes sign in here; undefined on hosts where nobody does. */
  isSandbox: boolean | undefined;
}

const endings: readonly (readonly [string, HostKind])[] = [
  ['.my.salesforce.com', 'my'],
  ['.lightning.force.com', 'lightning'],
  ['.my.salesforce-setup.com', 'lightning'],
];

/** Whom a request is for, by its host name. */
export function placeOf(world: World, { host }: Pick<SandboxRequest, 'host'>): Place | undefined {
  if (host === 'login.salesforce.com' || host === 'test.salesforce.com') {
    return { kind: 'login', org: undefined, isSandbox: host.startsWith('test.') };
  }
  if (host === 'status.salesforce.com') return { kind: 'status', org: undefined, isSandbox: undefined };
  if (host === 'api.status.salesforce.com') return { kind: 'api_status', org: undefined, isSandbox: undefined };
  const [ending, kind] = endings.find(([candidate]) => host.endsWith(candidate)) ?? [];
  const org = ending && world.orgs.find((candidate) => candidate.domain === host.slice(0, -ending.length));
  return org && kind ? { kind, org, isSandbox: org.isSandbox } : undefined;
}

/** Every host name that is played. */
export function playedHosts(world: World): string[] {
  const own = world.orgs.flatMap(({ domain }) => endings.map(([ending]) => domain + ending));
  return ['login.salesforce.com', 'test.salesforce.com', 'status.salesforce.com', 'api.status.salesforce.com', ...own];
}
