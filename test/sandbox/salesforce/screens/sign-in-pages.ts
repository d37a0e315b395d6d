import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { Authorization } from '../state.ts';
import type { ClientApp, Org, OrgUser } from '../world.ts';

/** The sign-in page of the common hosts and of each org's own (facts: 4). */
export function loginPage(startUrl: string, refusal: string | undefined): Reply {
  return pageReply({
    title: 'Login | Salesforce',
    body: html`<main class="card"><h2>Log In</h2>
${refusal !== undefined && html`<div id="error" class="bad" role="alert">${refusal}</div>`}
<form method="post" action="/"><input type="hidden" name="startURL" value="${startUrl}">
<label for="username">Username</label><input id="username" name="username" type="text" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="pw" type="password" autocomplete="current-password" required>
<button id="Login" name="Login" type="submit">Log In</button></form></main>`,
  });
}

const scopeWords: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
  offline_access: 'Perform requests at any time',
  openid: 'Access unique user identifiers',
  id: 'Access the identity URL service',
};

export function consentPage({ source, scopes }: Authorization, app: ClientApp, org: Org, user: OrgUser): Reply {
  return pageReply({
    title: 'Allow Access? | Salesforce',
    body: html`<main class="card"><h2>Allow Access?</h2><p><b>${app.name}</b> is asking to:</p>
<ul>${[...new Set(scopes.map((scope) => scopeWords[scope] ?? scope))].map((words) => html`<li>${words}</li>`)}</ul>
<p>Do you want to allow access for ${user.username}? (<a href="/secur/logout.jsp">Not you?</a>)</p><p class="soft">${org.name}</p>
<form method="post" action="/setup/secur/RemoteAccessAuthorizationPage.apexp"><input type="hidden" name="source" value="${source}">
<button id="oadeny" class="plain" name="decision" value="deny">Deny</button>
<button id="oaapprove" name="decision" value="allow">Allow</button></form></main>`,
  });
}

export const errorTexts = {
  head: 'We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.',
  generic: 'An unexpected error has occured during authentication. Please try again.',
};

/** What the page shows is the same for most reasons; the reason stands in its address (facts: 2 and 6). */
export function errorPage(error: string, status: number): Reply {
  const isInstall = error === 'generic_error';
  return pageReply({
    title: 'Error | Salesforce',
    status,
    body: html`<main class="card"><h2>${isInstall ? 'App Install Error' : 'Authorization Error'}</h2><p>${errorTexts.head}</p>
<p>OAUTH_APPROVAL_ERROR_GENERIC : ${errorTexts.generic}</p></main>`,
  });
}
