import { createClock } from '../../sandbox/core/clock.ts';
import type { Reply, SandboxRequest } from '../../sandbox/core/http.ts';
import { textReply } from '../../sandbox/core/http.ts';
import { html, pageReply } from '../../sandbox/core/page.ts';
import type { ShellData } from '../../sandbox/xero/product.ts';
import { consentPage } from '../../sandbox/xero/screens/consent-page.ts';
import { findShellFile, shellPage } from '../../sandbox/xero/screens/shell.ts';
import { limitPage, loginPage, signInErrorPage } from '../../sandbox/xero/screens/sign-in-pages.ts';
import { createState } from '../../sandbox/xero/state.ts';

const state = createState(createClock());
const { organisations } = state.world;

function organisationAt(index: number): (typeof organisations)[number] {
  const organisation = organisations[index];
  if (!organisation) throw new Error('the sandbox has fewer organisations');
  return organisation;
}

/** The company the overlay is about, and another one. */
export const wanted = organisationAt(0);
export const other = organisationAt(1);

function shellData(shortCode: string | undefined): ShellData {
  const shown = organisations.find((organisation) => organisation.shortCode === shortCode) ?? wanted;
  const { name, plan, country, hasTrialEnded } = shown;
  return {
    generation: 'table',
    organisation: { name, shortCode: shown.shortCode, plan, country, hasTrialEnded },
    me: { name: 'Olive Marchetti', email: 'olive@client-owners.example', canManageUsers: true, isSubscriber: true },
    roles: ['READONLY', 'INVOICEONLY', 'STANDARD', 'FINANCIALADVISER'],
    users: state.world.users.map((user, index) => ({
      id: user.id,
      name: `${user.givenName} ${user.familyName}`,
      email: user.email,
      role: index === 0 ? 'READONLY' : 'STANDARD',
      canSeeReports: index !== 0,
      isSubscriber: index === 3,
    })),
    apps: [],
  };
}

function consent(isEmpty: boolean): Reply {
  const [app] = state.world.apps;
  const [user] = state.world.users;
  if (!app || !user) throw new Error('the sandbox has no app or user');
  const authorization = {
    id: 'consent',
    clientId: app.clientId,
    redirectUri: '',
    scopes: ['openid', 'accounting.settings.read', 'accounting.reports.balancesheet.read'],
    state: undefined,
    nonce: undefined,
    challenge: undefined,
    forceSingle: true,
    userId: user.id,
    authEventId: '',
    decision: undefined,
  };
  const offered = isEmpty ? organisations.slice(2, 4) : [other, wanted, ...organisations.slice(2, 6)];
  const connected = new Set([wanted.tenantId]);
  return consentPage({ generation: 'table', authorization, app, user, organisations: offered, connected });
}

/** A consent page after a rebuild of the site: no known id, no select, nothing but words. */
function rebuiltConsent(): Reply {
  return pageReply({
    title: 'Xero',
    body: html`<main class="card"><h2>This app wants access to:</h2><fieldset><legend>Organisation</legend>
${[other, wanted].map(
  (organisation, index) =>
    html`<label style="display:block"><input style="width:auto" type="radio" name="o"${index === 0 && html` checked`}> ${organisation.name}</label>`,
)}</fieldset><button>Allow access</button></main>`,
  });
}

/** A page that frames the shell, as a trap would. */
function framePage(url: string): Reply {
  return pageReply({
    title: 'Frame',
    body: html`<p>Win a prize</p><iframe src="${url}" style="width:900px;height:600px;border:0"></iframe>`,
    headers: { 'content-security-policy': "default-src * data: blob: 'unsafe-inline'" },
  });
}

/** Pages the overlay is tried on: those of the sandbox, without a sign-in before them, and some that are hostile. */
export function answerPage(request: SandboxRequest): Reply {
  const { host, path, query } = request;
  const file = findShellFile(path);
  if (file) return file;
  if (host === 'authorize.xero.com' && path === '/connectionLimit') return limitPage('Fernhill Reports');
  if (host === 'authorize.xero.com' && query.has('rebuilt')) return rebuiltConsent();
  if (host === 'authorize.xero.com') return consent(query.has('empty'));
  if (host === 'login.xero.com' && query.has('login')) return loginPage('/', false);
  if (host === 'login.xero.com') return signInErrorPage('unauthorized_client : Invalid redirect_uri', 400);
  if (path === '/trap') return framePage('https://go.xero.com/app/!hLb42/homepage?framable');
  if (host !== 'go.xero.com') return textReply(404, 'Not found');
  const page = shellPage(shellData(/^\/app\/(![^/]+)/.exec(path)?.[1]));
  const policy = query.has('framable')
    ? "default-src 'self' 'unsafe-inline'"
    : "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; require-trusted-types-for 'script'";
  const direction = query.has('rtl') ? page.body.replace('<html lang="en">', '<html lang="ar" dir="rtl">') : page.body;
  return { ...page, body: direction, headers: { ...page.headers, 'content-security-policy': policy } };
}
