import type { Reply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { Authorization } from '../state.ts';
import type { ClientApp, Generation, Organisation, User } from '../world.ts';

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
  generation: Generation;
  authorization: Authorization;
  app: ClientApp;
  user: User;
  organisations: readonly Organisation[];
  connected: ReadonlySet<string>;
}

const isBulk = ({ app, authorization }: ConsentView): boolean => app.canBulkConnect && !authorization.forceSingle;

const nameIn = ({ connected }: ConsentView, { tenantId, name }: Organisation): string =>
  connected.has(tenantId) ? `${name} (connected)` : name;

function list(view: ConsentView): Html {
  const options = view.organisations.map(
    (organisation) =>
      html`<option id="${organisation.tenantId}" value="${organisation.tenantId}">${nameIn(view, organisation)}</option>`,
  );
  return html`<label for="multipleTenants">Select an organisation</label>${
    isBulk(view)
      ? html`<select id="multipleTenants" name="tenantId" multiple size="8" required>${options}</select>`
      : html`<select id="multipleTenants" name="tenantId" required>${options}</select>`
  }`;
}

function radios(view: ConsentView): Html {
  const type = isBulk(view) ? 'checkbox' : 'radio';
  const choices = view.organisations.map(
    (organisation) =>
      html`<p><label><input type="${type}" name="tenantId" value="${organisation.tenantId}" style="width:auto"> ${nameIn(view, organisation)}</label></p>`,
  );
  return html`<fieldset><legend>Select an organisation to connect</legend>${choices}</fieldset>`;
}

/** Radio buttons that are none; the choice is kept in a hidden field. */
function buttons(view: ConsentView): Html {
  const choices = view.organisations.map(
    (organisation) =>
      html`<button class="plain" type="button" role="radio" aria-checked="false" value="${organisation.tenantId}" style="display:block;width:100%">${nameIn(view, organisation)}</button>`,
  );
  return html`<p id="choose">Which organisation?</p><div role="radiogroup" aria-labelledby="choose">${choices}</div>
<input type="hidden" name="tenantId"><script>for(const b of document.querySelectorAll('[role=radio]'))b.onclick=()=>{
for(const o of document.querySelectorAll('[role=radio]'))o.setAttribute('aria-checked',String(o===b));
document.querySelector('[name=tenantId]').value=b.value}</script>`;
}

const choiceOf = { classic: radios, table: list, cards: buttons };

/** authorize.xero.com/?consentId=… (facts: 6.2). */
export function consentPage(view: ConsentView): Reply {
  const { authorization, app, user, organisations, generation } = view;
  const count = isBulk(view) ? organisations.length : 1;
  const label = {
    classic: 'Allow access',
    table: isBulk(view) ? `Continue with ${count} organisations` : 'Allow access',
    cards: `Continue with ${count} organisation${count === 1 ? '' : 's'}`,
  };
  const counting = html`<script>{const s=document.querySelector('#multipleTenants'),b=document.querySelector('#approveButton');
const show=()=>{const n=s.selectedOptions.length;b.textContent='Continue with '+n+(n===1?' organisation':' organisations');b.disabled=n===0};
s.addEventListener('change',show);show()}</script>`;
  return pageReply({
    title: `${app.name} wants access | Xero`,
    body: html`<main class="card" data-automationid="consent-page"><h2>${app.name} wants access to:</h2>
<form method="post" action="/consent"><input type="hidden" name="consentId" value="${authorization.id}">
<h3>Organisation data</h3>${choiceOf[generation](view)}
${organisations.length === 0 && html`<p class="bad">You have no organisations that you can connect.</p>`}
<ul>${permissionsOf(authorization.scopes).map((text) => html`<li>${text}</li>`)}</ul>
<p class="soft">Logged in as ${user.email}. <a href="https://login.xero.com/identity/user/logout">Log out</a></p>
<button id="approveButton" name="decision" value="allow" type="submit">${label[generation]}</button>
<button id="cancelButton" class="plain" name="decision" value="cancel" type="submit" formnovalidate>Cancel</button>
</form></main>${generation === 'table' && isBulk(view) && counting}`,
  });
}
