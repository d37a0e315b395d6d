import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { Authorization } from '../state.ts';
import type { ClientApp, Layout, OrgUser } from '../world.ts';

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

/** The question as each layout puts it: with buttons, with buttons that have no ids, or with the submit fields of old. */
export function consentPage(
  layout: Layout['setup'],
  { source, scopes }: Authorization,
  app: ClientApp,
  user: OrgUser,
): Reply {
  const asked = [...new Set(scopes.map((scope) => scopeWords[scope] ?? scope))].map((words) => html`<li>${words}</li>`);
  const address = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
  const hidden = html`<input type="hidden" name="source" value="${source}">`;
  const question = html`<p>Do you want to allow access for ${user.username}? (<a href="/secur/logout.jsp">Not you?</a>)</p>`;
  const bodies = {
    framed: html`<main class="card"><h2>Allow Access?</h2><p><b>${app.name}</b> is asking to:</p><ul>${asked}</ul>
${question}<form method="post" action="${address}">${hidden}
<button id="oadeny" class="plain" name="decision" value="deny">Deny</button>
<button id="oaapprove" name="decision" value="allow">Allow</button></form></main>`,
    native: html`<main class="card slds-card"><header><h1>Allow Access?</h1></header><section><p><strong>${app.name}</strong> is asking to:</p>
<ul class="slds-list_dotted">${asked}</ul>${question}</section><form method="post" action="${address}">${hidden}
<footer><button class="slds-button slds-button_neutral plain" name="decision" value="deny"><span>Deny</span></button>
<button class="slds-button slds-button_brand" name="decision" value="allow"><span>Allow</span></button></footer></form></main>`,
    classic: html`<div id="content"><div class="oauth_confirm"><main class="card"><h2 class="title">Allow Access?</h2>
<div>${app.name} is asking to:</div><ul class="scopes">${asked}</ul>${question}
<form method="post" action="${address}">${hidden}<input type="submit" id="oaapprove" name="allow" value=" Allow ">
<input type="submit" id="oadeny" name="deny" value=" Deny "></form></main></div></div>`,
  };
  return pageReply({ title: 'Allow Access? | Salesforce', body: bodies[layout] });
}

export const errorTexts = {
  head: 'We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.',
  generic: 'An unexpected error has occured during authentication. Please try again.',
};

/** What the page shows is the same for most reasons; the reason stands in its address (facts: 2 and 6). */
export function errorPage(layout: Layout['setup'], error: string, status: number): Reply {
  const title = error === 'generic_error' ? 'App Install Error' : 'Authorization Error';
  const reason = `OAUTH_APPROVAL_ERROR_GENERIC : ${errorTexts.generic}`;
  const bodies = {
    framed: html`<main class="card"><h2>${title}</h2><p>${errorTexts.head}</p><p>${reason}</p></main>`,
    native: html`<main class="card slds-card"><div class="slds-illustration" role="alert"><h3>${title}</h3>
<div class="slds-text-longform"><span>${errorTexts.head}</span><br><span class="soft">${reason}</span></div></div></main>`,
    classic: html`<table class="outerNoSidebar"><tr><td class="oRight"><span class="title">${title}</span><br>
${errorTexts.head}<br>${reason}</td></tr></table>`,
  };
  return pageReply({ title: 'Error | Salesforce', status, body: bodies[layout] });
}
