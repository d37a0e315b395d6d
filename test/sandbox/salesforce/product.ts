import { findClientFile } from '../core/client-file.ts';
import { jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import { productPage } from './screens/product-page.ts';
import { findWebSession } from './sessions.ts';
import { actInSetup } from './setup-acts.ts';
import { describeOrg } from './setup-data.ts';
import type { SalesforceState } from './state.ts';
import { originOf } from './world.ts';

/**
 * The product on the org's Lightning and Setup hosts. Addresses below `/lightning/` are Lightning's; every other one is a
 * classic page, which stands in a frame of Lightning's or, in the classic layout, alone.
 */
export function answerLightning(state: SalesforceState, request: SandboxRequest): Reply {
  const file = findClientFile(request.path, new URL('./screens/', import.meta.url));
  if (file) return file;
  const signedIn = findWebSession(state, request);
  if (!signedIn) return toFrontDoor(state, request);
  if (request.path === '/_shell/data') return jsonReply(200, describeOrg(state, signedIn));
  if (request.path === '/_shell/act' && request.method === 'POST') return actInSetup(state, signedIn, request);
  const isClassic = state.layout.setup === 'classic';
  if (request.path === '/') return redirectReply(isClassic ? '/home/home.jsp' : '/lightning/page/home');
  const wantsLightning = request.path.startsWith('/lightning/');
  if (isClassic && wantsLightning) return redirectReply(outOfLightning(request));
  return productPage(wantsLightning ? 'lightning' : 'classic', describeOrg(state, signedIn));
}

/** The classic address of a Lightning page: the one in its address, or that of the Setup page named there. */
function outOfLightning({ path, query }: SandboxRequest): string {
  const address = query.get('address');
  if (address?.startsWith('/') && !address.startsWith('//')) return address;
  const name = /^\/lightning\/setup\/(\w+)/.exec(path)?.[1];
  return name === undefined ? '/home/home.jsp' : `/setup/${name}`;
}

/** The session lives on the org's own host and is carried over from there. */
function toFrontDoor(state: SalesforceState, request: SandboxRequest): Reply {
  const domain = request.host.split(/\.(?:lightning\.force|my\.salesforce-setup)\.com$/)[0];
  const org = state.world.orgs.find((candidate) => candidate.domain === domain);
  if (!org) return textReply(404, 'Not found');
  const to = request.host.endsWith('salesforce-setup.com') ? 'setup' : 'lightning';
  const wanted = encodeURIComponent(request.url.pathname + request.url.search);
  return redirectReply(`${originOf(org)}/secur/frontdoor.jsp?to=${to}&retURL=${wanted}`);
}
