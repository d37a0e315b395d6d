import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { Authorization } from '../state.ts';
import type { ClientApp, Organisation, User } from '../world.ts';

/** login.xero.com/identity/user/login (facts: 6.1). */
export function loginPage(returnUrl: string, wasRefused: boolean): Reply {
  return pageReply({
    title: 'Login | Xero Accounting Software',
    body: html`<main class="card"><h2>Log in to Xero</h2>
${wasRefused && html`<p class="bad" role="alert">Your email or password is incorrect</p>`}
<form method="post" action="/identity/user/login"><input type="hidden" name="ReturnUrl" value="${returnUrl}">
<label for="xl-form-email">Email address</label>
<input id="xl-form-email" data-automationid="Username--input" name="email" type="email" autocomplete="username" required>
<label for="xl-form-password">Password</label>
<input id="xl-form-password" data-automationid="PassWord--input" name="password" type="password" autocomplete="current-password" required>
<button id="xl-form-submit" data-automationid="LoginSubmit--button" type="submit">Log in</button></form></main>`,
  });
}

/** The page a broken authorize request ends on; nothing is ever sent back to the app (facts: 6.2). */
export function signInErrorPage(problem: string, status: number): Reply {
  return pageReply({
    title: 'Xero',
    status,
    body: html`<main class="card"><h2>Sorry, something went wrong</h2><p>Go back and try again.</p>
<p>If the issue continues, check out our <a href="https://status.xero.com/">Status Page</a>.</p>
<p class="soft">Error code: 500</p><p class="soft">Error: ${problem}</p></main>`,
  });
}

export function limitPage(appName: string): Reply {
  return pageReply({
    title: 'Connection limit | Xero',
    body: html`<main class="card"><h2>Connection limit reached</h2>
<p>Sorry! ${appName} has reached their Xero connection limit, please let them know so they can connect more Xero organisations.</p>
<a class="button" href="https://my.xero.com/">Go to my organisations</a></main>`,
  });
}

const permissionTexts: readonly (readonly [RegExp, string])[] = [
  [/^(openid|profile|email)$/, 'View your name, email address and user profile'],
  [/^accounting\.settings/, 'View your organisation settings'],
  [/^accounting\.contacts/, 'View your contacts'],
  [/^accounting\.invoices/, 'View your invoices, bills and quotes'],
  [/^accounting\.payments/, 'View your payments'],
  [/^accounting\.banktransactions/, 'View your bank transactions'],
  [/^accounting\.(manualjournals|journals)/, 'View your journals'],
  [/^accounting\.reports/, 'View your reports'],
  [/^accounting\.budgets/, 'View your budgets'],
  [/^payroll\./, 'View your payroll data'],
  [/^(files|assets|projects|accounting\.attachments)/, 'View your files, assets and projects'],
  [/^offline_access$/, 'Keep access when you are not using the app'],
];

const permissionsOf = (scopes: readonly string[]): string[] =>
  permissionTexts.filter(([pattern]) => scopes.some((scope) => pattern.test(scope))).map(([, text]) => text);

export interface ConsentView {
  authorization: Authorization;
  app: ClientApp;
  user: User;
  organisations: readonly Organisation[];
  connected: ReadonlySet<string>;
}

/** authorize.xero.com/?consentId=… (facts: 6.2). */
export function consentPage({ authorization, app, user, organisations, connected }: ConsentView): Reply {
  const isBulk = app.canBulkConnect && !authorization.forceSingle;
  const options = organisations.map(
    (organisation) =>
      html`<option id="${organisation.tenantId}" value="${organisation.tenantId}">${organisation.name}${
        connected.has(organisation.tenantId) && ' (connected)'
      }</option>`,
  );
  return pageReply({
    title: `${app.name} wants access | Xero`,
    body: html`<main class="card" data-automationid="consent-page"><h2>${app.name} wants access to:</h2>
<form method="post" action="/consent"><input type="hidden" name="consentId" value="${authorization.id}">
<h3>Organisation data</h3><label for="multipleTenants">Select an organisation</label>
${
  isBulk
    ? html`<select id="multipleTenants" name="tenantId" multiple size="8" required>${options}</select>`
    : html`<select id="multipleTenants" name="tenantId" required>${options}</select>`
}
${organisations.length === 0 && html`<p class="bad">You have no organisations that you can connect.</p>`}
<ul>${permissionsOf(authorization.scopes).map((text) => html`<li>${text}</li>`)}</ul>
<p class="soft">Logged in as ${user.email}. <a href="https://login.xero.com/identity/user/logout">Log out</a></p>
<button id="approveButton" name="decision" value="allow" type="submit">${
      isBulk ? `Continue with ${organisations.length} organisations` : 'Allow access'
    }</button>
<button id="cancelButton" class="plain" name="decision" value="cancel" type="submit" formnovalidate>Cancel</button>
</form></main>${
      isBulk &&
      html`<script>{const s=document.querySelector('#multipleTenants'),b=document.querySelector('#approveButton');
const show=()=>{const n=s.selectedOptions.length;b.textContent='Continue with '+n+(n===1?' organisation':' organisations');b.disabled=n===0};
s.addEventListener('change',show);show()}</script>`
    }`,
  });
}
