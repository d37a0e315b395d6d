import type { Reply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { ClientApp, Company, Generation, User } from '../world.ts';

const permissionTexts: readonly (readonly [RegExp, string])[] = [
  [/^com\.intuit\.quickbooks\.accounting$/, 'Your QuickBooks accounting data: view and change'],
  [/^com\.intuit\.quickbooks\.payment$/, 'Your QuickBooks Payments data: view and change'],
  [/^(openid|profile|email)$/, 'Your name and email address'],
];

const permissionsOf = (query: URLSearchParams): string[] =>
  permissionTexts
    .filter(([pattern]) => (query.get('scope') ?? '').split(' ').some((scope) => pattern.test(scope)))
    .map(([, text]) => text);

/** A company of the selector, by its place in it. */
interface Choice {
  index: number;
  company: Company;
}

export interface ConsentView {
  query: URLSearchParams;
  app: ClientApp;
  user: User;
  generation: Generation;
  wantsCompany: boolean;
  companies: readonly Company[];
  /** Chosen on the page before, where company and permissions stand on two pages. */
  picked?: Choice | undefined;
}

/** The companies to choose from. They carry no company id, so that nobody learns to rely on one. */
function selector({ companies, generation }: ConsentView): Html {
  if (generation === 'classic') {
    return html`<label for="company">Company selector</label><select id="company" name="company" required>
<option value="">Select a company</option>${companies.map(
      (company, index) => html`<option value="${index}">${company.name}</option>`,
    )}</select>`;
  }
  const radios = companies.map(
    (company, index) =>
      html`<label><input type="radio" name="company" value="${index}" required style="width:auto"> ${company.name}</label>`,
  );
  return generation === 'tabbed'
    ? html`<fieldset role="radiogroup"><legend>Company selector</legend>${radios}</fieldset>`
    : html`<div role="radiogroup" aria-label="Companies">${radios}</div>`;
}

const permissions = ({ app, query }: ConsentView): Html =>
  html`<p>By selecting Connect, you allow ${app.name} to use:</p><ul>${permissionsOf(query).map((text) => html`<li>${text}</li>`)}</ul>`;

/** What stands above the buttons, and what the first of them does. */
function bodyOf(view: ConsentView): { body: Html; decision: 'connect' | 'next' | undefined } {
  const { app, companies, generation, picked, wantsCompany } = view;
  if (wantsCompany && companies.length === 0) {
    const body = html`<p class="bad">Company selector: you don't have any companies to connect. Create a company, or sign in with another account.</p>`;
    return { body, decision: undefined };
  }
  if (generation !== 'rail' || !wantsCompany) {
    return { body: html`${wantsCompany && selector(view)}${permissions(view)}`, decision: 'connect' };
  }
  if (!picked) return { body: html`<p>Which company do you want to use?</p>${selector(view)}`, decision: 'next' };
  const body = html`<p>${picked.company.name} and ${app.name}</p>
<input type="hidden" name="company" value="${picked.index}">${permissions(view)}`;
  return { body, decision: 'connect' };
}

/**
 * appcenter.intuit.com/app/connect/oauth2. Of the real page nothing but words is known (facts: 6): company selector,
 * Connect, Cancel.
 */
export function consentPage(view: ConsentView): Reply {
  const { app, query, user } = view;
  const { body, decision } = bodyOf(view);
  const labels = { connect: 'Connect', next: 'Next' };
  return pageReply({
    title: 'Authorization',
    body: html`<main class="card" data-testid="consent"><h1>Authorization</h1>
<p>Connect your company to <strong>${app.name}</strong>.</p>
<form method="post" action="/app/connect/oauth2/authorize"><input type="hidden" name="request" value="${query.toString()}">
${body}
<p class="soft">Signed in as ${user.email}. <a href="https://accounts.intuit.com/app/sign-out">Sign in as a different user</a></p>
${decision && html`<button type="submit" name="decision" value="${decision}" data-testid="${decision}">${labels[decision]}</button>`}
<button type="submit" class="plain" name="decision" value="cancel" formnovalidate data-testid="cancel">Cancel</button>
</form></main>`,
  });
}

/** What the question and its answer are called (facts: 1, "Who may connect"). */
const takeOverWords: Readonly<Record<Generation, { title: string; button: string }>> = {
  classic: { title: 'This app is connected by another admin', button: 'Connect anyway' },
  tabbed: { title: 'Switch Admin?', button: 'Switch Admin' },
  rail: { title: 'Change the admin of this connection', button: 'Change Admin' },
};

/** Another admin holds the connection of this company (facts: 1, "Who may connect"; help pages of Intuit). */
export function takeOverPage(view: {
  generation: Generation;
  query: URLSearchParams;
  company: string;
  companyName: string;
  appName: string;
}): Reply {
  const words = takeOverWords[view.generation];
  return pageReply({
    title: 'Authorization',
    body: html`<main class="card" data-testid="take-over"><h1>${words.title}</h1>
<p>${view.companyName} is already connected to ${view.appName} by another admin. If you switch, you become the admin of this connection.</p>
<form method="post" action="/app/connect/oauth2/authorize"><input type="hidden" name="request" value="${view.query.toString()}">
<input type="hidden" name="company" value="${view.company}">
<button type="submit" name="decision" value="switch" data-testid="switch-admin">${words.button}</button>
<button type="submit" class="plain" name="decision" value="cancel" data-testid="cancel">Cancel</button></form></main>`,
  });
}
