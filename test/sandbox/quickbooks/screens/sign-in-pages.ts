import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { ClientApp, Company, User } from '../world.ts';

/** accounts.intuit.com/app/sign-in (facts: 6, "DOM facts"). */
export function signInPage(returnUrl: string, wasRefused: boolean): Reply {
  return pageReply({
    title: 'Sign in - Intuit Accounts',
    body: html`<main class="card"><h1>Sign in</h1><p class="soft">Use your Intuit Account to sign in.</p>
${wasRefused && html`<p class="bad" role="alert">Hmm, that didn't work. Check your email and password, then try again.</p>`}
<form method="post" action="/app/sign-in"><input type="hidden" name="return_url" value="${returnUrl}">
<label for="email">Email or user ID</label><input id="email" name="Email" type="email" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="Password" type="password" autocomplete="current-password" required>
<button type="submit" data-testid="sign-in-submit">Sign in</button></form></main>`,
  });
}

/** What a broken sign-in ends on; nothing is ever sent back to the app (facts: 4a, authorize page). */
export function errorPage(kind: 'undefined' | 'details' | 'old', appName: string | undefined): Reply {
  if (kind === 'old') {
    return pageReply({
      title: 'Intuit',
      body: html`<main class="card"><p>We're sorry! We are experiencing some problems. Please try again later.</p></main>`,
    });
  }
  return pageReply({
    title: 'Intuit',
    body: html`<main class="card"><h1>Uh oh, there's a connection problem</h1>
<p>Sorry, but ${kind === 'undefined' ? 'undefined' : (appName ?? 'undefined')} didn't connect. Please try again later, or contact customer support for help.</p>
${
  kind === 'details' &&
  html`<details><summary>View error details (for Developers)</summary><p>The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section on your app's keys tab and matches it exactly.</p></details>`
}
<a href="https://status.developer.intuit.com/">System status</a></main>`,
  });
}

const permissionTexts: readonly (readonly [RegExp, string])[] = [
  [/^com\.intuit\.quickbooks\.accounting$/, 'Your QuickBooks accounting data: view and change'],
  [/^com\.intuit\.quickbooks\.payment$/, 'Your QuickBooks Payments data: view and change'],
  [/^(openid|profile|email)$/, 'Your name and email address'],
];

const permissionsOf = (query: URLSearchParams): string[] =>
  permissionTexts
    .filter(([pattern]) => (query.get('scope') ?? '').split(' ').some((scope) => pattern.test(scope)))
    .map(([, text]) => text);

export interface ConsentView {
  query: URLSearchParams;
  app: ClientApp;
  user: User;
  wantsCompany: boolean;
  companies: readonly Company[];
}

/**
 * appcenter.intuit.com/app/connect/oauth2. Of the real page nothing but words is known (facts: 6): company selector,
 * Connect, Cancel. Its options carry no company id here, so that nobody learns to rely on one.
 */
export function consentPage({ query, app, user, wantsCompany, companies }: ConsentView): Reply {
  const options = companies.map(
    (company, index) =>
      html`<label><input type="radio" name="company" value="${index}" required style="width:auto"> ${company.name}</label>`,
  );
  const isEmpty = wantsCompany && companies.length === 0;
  return pageReply({
    title: 'Authorization',
    body: html`<main class="card" data-testid="consent"><h1>Authorization</h1>
<p>Connect your company to <strong>${app.name}</strong>.</p>
<form method="post" action="/app/connect/oauth2/authorize"><input type="hidden" name="request" value="${query.toString()}">
${
  isEmpty
    ? html`<p class="bad">Company selector: you don't have any companies to connect. Create a company, or sign in with another account.</p>`
    : wantsCompany && html`<fieldset role="radiogroup"><legend>Company selector</legend>${options}</fieldset>`
}
<p>By selecting Connect, you allow ${app.name} to use:</p><ul>${permissionsOf(query).map((text) => html`<li>${text}</li>`)}</ul>
<p class="soft">Signed in as ${user.email}. <a href="https://accounts.intuit.com/app/sign-out">Sign in as a different user</a></p>
${!isEmpty && html`<button type="submit" name="decision" value="connect" data-testid="connect">Connect</button>`}
<button type="submit" class="plain" name="decision" value="cancel" formnovalidate data-testid="cancel">Cancel</button>
</form></main>`,
  });
}

/** Another admin holds the connection of this company (facts: 1, "Who may connect"; help pages of Intuit). */
export function takeOverPage(view: {
  query: URLSearchParams;
  company: string;
  companyName: string;
  appName: string;
}): Reply {
  return pageReply({
    title: 'Authorization',
    body: html`<main class="card" data-testid="take-over"><h1>Switch Admin?</h1>
<p>${view.companyName} is already connected to ${view.appName} by another admin. If you switch, you become the admin of this connection.</p>
<form method="post" action="/app/connect/oauth2/authorize"><input type="hidden" name="request" value="${view.query.toString()}">
<input type="hidden" name="company" value="${view.company}">
<button type="submit" name="decision" value="switch" data-testid="switch-admin">Switch Admin</button>
<button type="submit" class="plain" name="decision" value="cancel" data-testid="cancel">Cancel</button></form></main>`,
  });
}
